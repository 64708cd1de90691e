import { clockSkew } from './clock-skew.ts';
import type { Viewer } from './viewer.ts';

/** How long a token is not verified again. A withdrawn key verifies tokens for as long at most. */
const freshMs = 10_000;

const mostTokens = 1_000;

interface Entry {
  readonly viewer: Viewer;
  readonly until: number;
}

/** Tokens that were verified a moment ago. Verifying costs more than most queries. */
export class VerifiedTokens {
  readonly #clock: () => number;
  /** Oldest first. */
  readonly #entries = new Map<string, Entry>();

  /** @param clock monotonic, in milliseconds. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Returns the viewer of a token; undefined when it must be verified. */
  get(token: string, now: Date): Viewer | undefined {
    const entry = this.#entries.get(token);
    if (entry === undefined) return undefined;
    const { viewer, until } = entry;
    const isExpired = viewer.expiresAt.getTime() <= now.getTime() - clockSkew * 1_000;
    if (!isExpired && this.#clock() < until) return viewer;
    this.#entries.delete(token);
    return undefined;
  }

  add(token: string, viewer: Viewer): void {
    this.#entries.delete(token);
    this.#entries.set(token, { viewer, until: this.#clock() + freshMs });
    if (this.#entries.size <= mostTokens) return;
    const [oldest = token] = this.#entries.keys();
    this.#entries.delete(oldest);
  }
}
