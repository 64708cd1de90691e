import { setTimeout as delay } from 'node:timers/promises';
import { OverloadedError, ShuttingDownError } from '../../errors.ts';
import type { ChatStart, StartOutcome } from './store-starts.ts';
import { isRejectedValue } from './write-failure.ts';

export interface StartWriterOptions {
  /** Stores starts of one lease together. */
  readonly write: (
    owner: string,
    starts: readonly ChatStart[],
  ) => Promise<ReadonlyMap<string, StartOutcome>>;
}

interface Waiting extends PromiseWithResolvers<Exclude<StartOutcome, 'locked'>> {
  readonly start: ChatStart;
  /** On the clock of performance.now(). */
  readonly since: number;
}

/** Maximum number of starts in one statement. */
const maxStarts = 200;
/** Maximum time to wait for a change of the model, and delay between attempts, in milliseconds. */
const lockedMs = 3_000;
const lockedDelayMs = 50;
/** Duration in milliseconds after which the database counts as unresponsive. */
const slowMs = 1_000;

/**
 * Stores the starts of this process: at once when no statement is running, and otherwise together with
 * all others that arrive during the statement.
 */
export class StartWriter {
  readonly #write: StartWriterOptions['write'];
  readonly #stopped = new AbortController();
  #waiting: Waiting[] = [];
  #running = false;
  #isFailing = false;
  #sentAt: number | null = null;

  constructor({ write }: StartWriterOptions) {
    this.#write = write;
  }

  /** Whether the last statement succeeded, and the current one is not slow. */
  get isHealthy(): boolean {
    if (this.#isFailing) return false;
    return this.#sentAt === null || performance.now() - this.#sentAt < slowMs;
  }

  /** @throws OverloadedError when the database or a change of the model takes too long. */
  async store(start: ChatStart): Promise<Exclude<StartOutcome, 'locked'>> {
    if (this.#stopped.signal.aborted) throw stopping();
    const settled = Promise.withResolvers<Exclude<StartOutcome, 'locked'>>();
    this.#waiting.push({ start, since: performance.now(), ...settled });
    if (!this.#running) {
      this.#running = true;
      void this.#run();
    }
    return settled.promise;
  }

  /** Rejects the starts that are not stored yet. */
  stop(): void {
    this.#stopped.abort();
    for (const { reject } of this.#waiting.splice(0)) reject(stopping());
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = takeInTurn(this.#waiting, maxStarts);
      for (const [owner, group] of Map.groupBy(batch, ({ start }) => start.owner)) {
        await this.#store(owner, group);
      }
    }
    this.#running = false;
  }

  async #store(owner: string, group: readonly Waiting[]): Promise<void> {
    this.#sentAt = performance.now();
    try {
      const starts = group.map(({ start }) => start);
      const outcomes = await this.#write(owner, starts);
      this.#isFailing = false;
      for (const waiting of group) this.#settle(waiting, outcomes.get(waiting.start.id));
    } catch (error) {
      const isRejected = isRejectedValue(error);
      this.#isFailing = !isRejected;
      // A value that the database rejects must not prevent other starts from being stored.
      if (isRejected && group.length > 1) {
        for (const waiting of group) await this.#store(owner, [waiting]);
      } else for (const { reject } of group) reject(error);
    } finally {
      this.#sentAt = null;
    }
  }

  #settle(waiting: Waiting, outcome: StartOutcome | undefined): void {
    if (outcome === undefined) waiting.reject(new Error('A start has no outcome.'));
    else if (outcome !== 'locked') waiting.resolve(outcome);
    else if (performance.now() - waiting.since < lockedMs) void this.#retry(waiting);
    else {
      waiting.reject(new OverloadedError('The model is being changed; try again shortly.'));
    }
  }

  async #retry(waiting: Waiting): Promise<void> {
    const { signal } = this.#stopped;
    await delay(lockedDelayMs, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return waiting.reject(stopping());
    this.#waiting.push(waiting);
    if (this.#running) return;
    this.#running = true;
    await this.#run();
  }
}

/**
 * Removes up to `count` starts. Tenants are served in turn, so that many starts of one tenant do not
 * delay those of others.
 */
function takeInTurn(waiting: Waiting[], count: number): Waiting[] {
  if (waiting.length <= count) return waiting.splice(0);
  const byTenant = Map.groupBy(waiting, ({ start }) => start.tenantId);
  const taken = new Set<Waiting>();
  for (let turn = 0; taken.size < count; turn += 1) {
    for (const own of byTenant.values()) {
      const next = own[turn];
      if (next !== undefined && taken.size < count) taken.add(next);
    }
  }
  waiting.splice(0, waiting.length, ...waiting.filter((one) => !taken.has(one)));
  return [...taken];
}

function stopping(): ShuttingDownError {
  return new ShuttingDownError('The server is stopping; try again shortly.');
}
