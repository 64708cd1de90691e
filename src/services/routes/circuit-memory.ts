import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import type { CircuitStore } from './circuit-store.ts';
import { OwnerCircuits } from './owner-circuits.ts';

export interface CircuitMemoryOptions {
  readonly store: Pick<CircuitStore, 'read'>;
  readonly wakeUps: WakeUps;
  readonly log: Log;
}

interface Held {
  readonly circuits: OwnerCircuits;
  /** Null when they could not be read. */
  readonly joined: Promise<Disposable | null>;
  isRead: boolean;
  /** On the clock of performance.now(). */
  usedAt: number;
}

const maxOwners = 1_000;
/** How long unused circuits stay in memory, in milliseconds. */
const idleMs = 600_000;
/** How long a failed first read is not repeated, in milliseconds. */
const failureMs = 1_000;

/** The circuits of the tenants that use this process. */
export class CircuitMemory implements Disposable {
  readonly #options: CircuitMemoryOptions;
  readonly #owners = new Map<string, OwnerCircuits>();
  /** The most recently used owner is the last one. */
  readonly #held = new Map<string, Held>();

  constructor(options: CircuitMemoryOptions) {
    this.#options = options;
  }

  /**
   * Returns the circuits of an owner. They are empty until the first read, which begins with the
   * first call and does not fail.
   */
  use(owner: string): OwnerCircuits {
    return this.#hold(owner).circuits;
  }

  /** The first read of the circuits of an owner; null when it has ended. Never rejects. */
  firstRead(owner: string): Promise<unknown> | null {
    const { isRead, joined } = this.#hold(owner);
    return isRead ? null : joined;
  }

  /**
   * Returns the circuits of an owner after their first read.
   *
   * @throws OverloadedError when the database does not respond.
   */
  async load(owner: string): Promise<OwnerCircuits> {
    const held = this.#hold(owner);
    if ((await held.joined) !== null) return held.circuits;
    const { circuits, subscription } = await this.join(owner, () => {});
    subscription[Symbol.dispose]();
    return circuits;
  }

  /** Follows the circuits of an owner. See {@link OwnerCircuits.join}. */
  async join(
    owner: string,
    wake: () => void,
  ): Promise<{ readonly circuits: OwnerCircuits; readonly subscription: Disposable }> {
    const circuits = this.#of(owner);
    return { circuits, subscription: await circuits.join(wake) };
  }

  [Symbol.dispose](): void {
    for (const owner of this.#held.keys()) this.#release(owner);
  }

  #hold(owner: string): Held {
    const usedAt = performance.now();
    const held = this.#held.get(owner) ?? this.#join(owner);
    held.usedAt = usedAt;
    this.#held.delete(owner);
    this.#held.set(owner, held);
    const [oldest] = this.#held;
    if (oldest !== undefined) {
      const isIdle = usedAt - oldest[1].usedAt > idleMs;
      if (isIdle || this.#held.size > maxOwners) this.#release(oldest[0]);
    }
    return held;
  }

  #join(owner: string): Held {
    const circuits = this.#of(owner);
    const joined = circuits
      .join(() => {})
      .catch((error: unknown) => {
        this.#options.log.warn({ err: error }, 'circuits of models were not read; retrying');
        setTimeout(() => {
          if (this.#held.get(owner) === held) this.#held.delete(owner);
        }, failureMs).unref();
        return null;
      });
    const held: Held = { circuits, joined, isRead: false, usedAt: 0 };
    void joined.then(() => {
      held.isRead = true;
    });
    return held;
  }

  #release(owner: string): void {
    const held = this.#held.get(owner);
    this.#held.delete(owner);
    void held?.joined.then((joined) => joined?.[Symbol.dispose]());
  }

  #of(owner: string): OwnerCircuits {
    const known = this.#owners.get(owner);
    if (known !== undefined) return known;
    const { store, wakeUps, log } = this.#options;
    const circuits: OwnerCircuits = new OwnerCircuits({
      store,
      wakeUps,
      log,
      owner,
      onUnused: () => {
        if (this.#owners.get(owner) === circuits) this.#owners.delete(owner);
      },
    });
    this.#owners.set(owner, circuits);
    return circuits;
  }
}
