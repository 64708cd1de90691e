import { SharedRead, type SharedReadOptions } from '../../events/shared-read.ts';
import { circuitsTopic } from '../models/model-circuits.ts';
import { type CircuitStore, nameOf, type StoredCircuit } from './circuit-store.ts';

export interface OwnerCircuitsOptions extends Omit<SharedReadOptions, 'read' | 'topics'> {
  readonly store: Pick<CircuitStore, 'read'>;
  readonly owner: string;
}

/** The longest delay of a timer of Node.js, in milliseconds. */
const maxDelayMs = 2_147_483_647;

/** The circuits of one owner in this process, read again after each change by any process. */
export class OwnerCircuits {
  readonly #options: OwnerCircuitsOptions;
  readonly #shared: SharedRead;
  #circuits: ReadonlyMap<string, StoredCircuit> = new Map();
  /** Time of the database minus that of performance.now(), in milliseconds. */
  #offsetMs = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: OwnerCircuitsOptions) {
    this.#options = options;
    this.#shared = new SharedRead({
      ...options,
      topics: [circuitsTopic(options.owner)],
      read: () => this.#read(),
      onUnused: () => {
        clearTimeout(this.#timer ?? undefined);
        options.onUnused();
      },
    });
  }

  /** See {@link SharedRead.join}. Also wakes when a circuit becomes HALF_OPEN. */
  async join(wake: () => void): Promise<Disposable> {
    return this.#shared.join(wake);
  }

  /** See {@link SharedRead.refresh}. */
  async refresh(): Promise<void> {
    await this.#shared.refresh();
  }

  /** The time of the database. */
  get now(): number {
    return performance.now() + this.#offsetMs;
  }

  /** The circuits with failures. */
  get all(): Iterable<StoredCircuit> {
    return this.#circuits.values();
  }

  find(modelId: string, keyId: string): StoredCircuit | undefined {
    return this.#circuits.get(nameOf({ modelId, keyId }));
  }

  async #read(): Promise<void> {
    const { store, owner } = this.#options;
    const { circuits, now } = await store.read(owner);
    this.#circuits = new Map(circuits.map((circuit) => [nameOf(circuit), circuit]));
    this.#offsetMs = now - performance.now();
    this.#wakeAtNextChange();
  }

  #wakeAtNextChange(): void {
    clearTimeout(this.#timer ?? undefined);
    const { now } = this;
    const times = [...this.#circuits.values()].map(({ until }) => until ?? 0);
    const next = Math.min(...times.filter((time) => time > now));
    if (next === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.min(Math.ceil(next - now) + 1, maxDelayMs);
    this.#timer = setTimeout(() => this.#shared.request(), delayMs).unref();
  }
}
