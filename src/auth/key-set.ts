import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { AuthUnavailableError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Fetch, fetchKeySet } from './fetch-key-set.ts';

export interface KeySetOptions {
  readonly url: string;
  readonly fetch: Fetch;
  readonly log: Log;
  /** Monotonic clock in milliseconds. @default `performance.now` */
  readonly clock?: () => number;
}

/** How long keys are used before they are fetched again. */
const freshMs = 600_000;
/** How long known keys are used while the issuer is unreachable. */
const maxKeyAgeMs = 86_400_000;
/** Minimum time between two requests, so that unknown key IDs in tokens cause few requests. */
const minIntervalMs = 30_000;
/** Minimum time to the next request after a failure. */
const minIntervalAfterFailureMs = 10_000;

/**
 * The issuer's published keys. They are fetched on first use, then again after ten minutes or for
 * an unknown key ID. Known keys are used for up to 24 hours while the issuer is unreachable.
 *
 * @returns a function that throws AuthUnavailableError when it needs keys from an unreachable
 * issuer.
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
      // During an outage, tokens with a known key do not wait for the next attempt.
      if (!this.#isUnreachable || this.#age >= maxKeyAgeMs) await loading;
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
    if (this.#keys === null || this.#age >= maxKeyAgeMs) throw this.#unavailable();
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

  /** Fetches the keys unless the last attempt is too recent. Never rejects. */
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
      this.#keys = createLocalJWKSet((await fetchKeySet(url, fetch)) as JSONWebKeySet); // It validates the keys.
      this.#loadedAt = clock();
      this.#pausedUntil = clock() + minIntervalMs;
      if (this.#isUnreachable) log.info({ issuer }, 'the token issuer is reachable again');
      this.#isUnreachable = false;
    } catch (error) {
      this.#pausedUntil = clock() + minIntervalAfterFailureMs;
      if (!this.#isUnreachable) {
        const message =
          this.#keys === null
            ? 'the token issuer is unreachable, so no token can be verified; check JWT_JWKS_URL'
            : 'the token issuer is unreachable; tokens signed with known keys are accepted for 24 h';
        log.warn({ err: error, issuer }, message);
      }
      this.#isUnreachable = true;
    }
  }

  #unavailable(cause?: unknown): AuthUnavailableError {
    const waitMs = Math.max(this.#pausedUntil - this.#options.clock(), 1_000);
    return new AuthUnavailableError(Math.ceil(waitMs / 1_000), { cause });
  }
}
