import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { BoundedLabel } from './bounded-label.ts';
import { type Definition, definitions, type KeyOf, type LabelsOf } from './definitions.ts';

/** Value of a gauge that is read when metrics are collected, or a value for each label value. */
export type Reading =
  | number
  | readonly (readonly [labels: Record<string, string>, value: number])[];

/** The measurements of one server process. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #histograms = new Map<string, Histogram>();
  readonly #models = new BoundedLabel(100);
  readonly #codes = new BoundedLabel(100);

  constructor() {
    const registers = [this.#registry];
    for (const [key, definition] of Object.entries<Definition>(definitions)) {
      const { kind, name, help, labels, buckets } = definition;
      const labelNames = [...labels];
      if (kind === 'counter') {
        this.#counters.set(key, new Counter({ name, help, labelNames, registers }));
      } else if (kind === 'histogram') {
        const bounds = [...(buckets ?? [])];
        this.#histograms.set(
          key,
          new Histogram({ name, help, labelNames, registers, buckets: bounds }),
        );
      }
    }
  }

  /** Adds the metrics of the process and of Node.js, such as the delay of the event loop. */
  includeProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
    // Gauges whose names Prometheus reserves for counters. There is also one for each type.
    for (const kind of ['handles', 'requests', 'resources']) {
      this.#registry.removeSingleMetric(`nodejs_active_${kind}_total`);
    }
  }

  count<Key extends KeyOf<'counter'>>(key: Key, labels: LabelsOf<Key>): void {
    this.#counters.get(key)?.inc(this.#bounded(labels));
  }

  observe<Key extends KeyOf<'histogram'>>(key: Key, labels: LabelsOf<Key>, value: number): void {
    this.#histograms.get(key)?.observe(this.#bounded(labels), value);
  }

  /** Reads a gauge whenever metrics are collected. A gauge whose reading fails is omitted. */
  read(key: KeyOf<'gauge'>, read: () => Reading | Promise<Reading>): void {
    const { name, help, labels } = definitions[key];
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.#registry],
      async collect() {
        this.reset();
        try {
          const reading = await read();
          const values = typeof reading === 'number' ? [[{}, reading] as const] : reading;
          for (const [values_, value] of values) this.set(values_, value);
        } catch {
          this.remove();
        }
      },
    });
  }

  /** Returns all metrics in the text format of Prometheus. */
  async render(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  /** Limits the labels whose values clients choose, or that have many values. */
  #bounded(labels: Readonly<Record<string, string>>): Record<string, string> {
    const { gen_ai_request_model: model, code } = labels;
    return {
      ...labels,
      ...(model === undefined ? {} : { gen_ai_request_model: this.#models.of(model) }),
      ...(code === undefined ? {} : { code: this.#codes.of(code) }),
    };
  }
}
