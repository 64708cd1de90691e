import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { AuthUnavailableError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Fetch, fetchKeySet } from './fetch-key-set.ts';

export interface KeySetOptions {
  readonly url: string;
  readonly fetch: Fetch;
  readonly log: Log;
  /** Milliseconds of a clock that never goes back. @default the process's */
  readonly clock?: () => number;
}

/** How long keys are used before they are fetched again. */
const freshMs = 600_000;
/** How long known keys are used while the issuer is unreachable. */
const keptMs = 86_400_000;
/** Between two fetches, so that tokens with unknown key ids cause no more than this. */
const pauseMs = 30_000;
/** The same after a failure. */
const pauseAfterFailureMs = 10_000;

/**
 * The issuer's published keys, fetched when first needed, then again after ten minutes or for an
 * unknown key id. Known keys are used for 24 hours while the issuer is unreachable.
 *
 * @returns a function that throws AuthUnavailableError when the issuer's answer is needed and there
 * is none.
 */
export function createKeySet(options: KeySetOptions): JWTVerifyGetKey {
  const keySet = new KeySet(options);
  return (header, token) => keySet.find(header, token);
}

type FindParameters = Parameters<JWTVerifyGetKey>;
type Found = Awaited<ReturnType<JWTVerifyGetKey>>;

class KeySet {
  readonly #options: Required<KeySetOptions>;
  readonly #issuer: string;
  #keys: JWTVerifyGetKey | null = null;
  #loadedAt = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #isUnreachable = false;
  #loading: Promise<void> | null = null;

  constructor(options: KeySetOptions) {
    this.#options = { clock: () => performance.now(), ...options };
    const { origin, pathname } = new URL(options.url);
    this.#issuer = `${origin}${pathname}`;
  }

  async find(...parameters: FindParameters): Promise<Found> {
    if (this.#age >= freshMs) {
      const loading = this.#load();
      // In an outage, tokens with a known key do not wait for another attempt.
      if (!this.#isUnreachable || this.#age >= keptMs) await loading;
    }
    try {
      return await this.#findKnown(parameters);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    await this.#load();
    if (this.#isUnreachable) throw this.#unavailable();
    return this.#findKnown(parameters);
  }

  async #findKnown(parameters: FindParameters): Promise<Found> {
    if (this.#keys === null || this.#age >= keptMs) throw this.#unavailable();
    try {
      return await this.#keys(...parameters);
    } catch (error) {
      if (error instanceof errors.JOSEError) throw error;
      this.#options.log.warn(
        { err: error, issuer: this.#issuer },
        'a key of the token issuer cannot be used',
      );
      throw this.#unavailable(error);
    }
  }

  get #age(): number {
    return this.#options.clock() - this.#loadedAt;
  }

  /** Fetches the keys unless that happened just now. Never rejects. */
  async #load(): Promise<void> {
    if (this.#loading === null && this.#options.clock() < this.#pausedUntil) return;
    this.#loading ??= this.#fetch().finally(() => {
      this.#loading = null;
    });
    await this.#loading;
  }

  async #fetch(): Promise<void> {
    const { url, fetch, clock, log } = this.#options;
    const issuer = this.#issuer;
    try {
      this.#keys = createLocalJWKSet((await fetchKeySet(url, fetch)) as JSONWebKeySet); // it checks
      this.#loadedAt = clock();
      this.#pausedUntil = clock() + pauseMs;
      if (this.#isUnreachable) log.info({ issuer }, 'the token issuer is reachable again');
      this.#isUnreachable = false;
    } catch (error) {
      this.#pausedUntil = clock() + pauseAfterFailureMs;
      if (!this.#isUnreachable) {
        log.warn(
          { err: error, issuer },
          'the token issuer is unreachable; tokens signed with known keys are accepted for 24 h',
        );
      }
      this.#isUnreachable = true;
    }
  }

  #unavailable(cause?: unknown): AuthUnavailableError {
    const waitMs = Math.max(this.#pausedUntil - this.#options.clock(), 1_000);
    return new AuthUnavailableError(Math.ceil(waitMs / 1_000), { cause });
  }
}
