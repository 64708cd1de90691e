import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { BoundedLabel } from './bounded-label.ts';
import { type Definition, definitions, type KeyOf, type LabelsOf } from './definitions.ts';

/** Values of a gauge that is read when metrics are collected: one, or one for each label value. */
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

  /** Adds the metrics of the process and of Node.js, among them the delay of the event loop. */
  includeProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  count<Key extends KeyOf<'counter'>>(key: Key, labels: LabelsOf<Key>): void {
    this.#counters.get(key)?.inc(this.#bounded(labels));
  }

  observe<Key extends KeyOf<'histogram'>>(key: Key, labels: LabelsOf<Key>, value: number): void {
    this.#histograms.get(key)?.observe(this.#bounded(labels), value);
  }

  /** Reads a gauge whenever metrics are collected. One that cannot be read is left out. */
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

  /** Everything in Prometheus' text format. */
  async render(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  /** Clients choose the names of models; the other labels have closed lists of values. */
  #bounded(labels: Readonly<Record<string, string>>): Record<string, string> {
    const { gen_ai_request_model: model, code } = labels;
    return {
      ...labels,
      ...(model === undefined ? {} : { gen_ai_request_model: this.#models.of(model) }),
      ...(code === undefined ? {} : { code: this.#codes.of(code) }),
    };
  }
}
