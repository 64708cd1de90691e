import { isIP, type LookupFunction } from 'node:net';
import type { DestinationRefusedError } from './destination.ts';

/**
 * A host name without an address that is allowed. One error for a name that does not resolve and
 * for a name that resolves to a refused address, because a tenant must not learn which internal
 * names exist.
 */
export class HostUnresolvedError extends Error {
  override name = 'HostUnresolvedError';
  readonly code = 'ENOTFOUND';
  /** For platform administrators and the log; null when the name does not resolve. */
  readonly refusal: DestinationRefusedError | null;
  constructor(refusal: DestinationRefusedError | null, options?: ErrorOptions) {
    super('The host name does not resolve to an address that models may use here.', options);
    this.refusal = refusal;
  }
}

export interface LookupGuard {
  /** Resolves host names. */
  readonly resolve: LookupFunction;
  /** Null when all addresses are allowed. Must not throw. */
  readonly refusalOf: (addresses: readonly string[]) => DestinationRefusedError | null;
}

/**
 * Resolves host names, and fails unless all of their addresses are allowed.
 *
 * Node.js calls the callback of a resolver from its event loop, where an exception would end the
 * process. After an error, a resolver passes no addresses, contrary to its type.
 */
export function guardedLookup({ resolve, refusalOf }: LookupGuard): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, options, (error, found, family) => {
      const addresses = error ? [] : addressesOf(found);
      if (addresses.length === 0) {
        return done(new HostUnresolvedError(null, { cause: error }), '', 0);
      }
      const refusal = refusalOf(addresses);
      if (refusal !== null) return done(new HostUnresolvedError(refusal), '', 0);
      done(null, found, family);
    });
  };
}

/** Returns an empty list when any of the results is not an address. */
function addressesOf(found: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(found) ? found : [found];
  const addresses = entries.map((entry) => {
    const address = typeof entry === 'string' ? entry : (entry as { address?: unknown })?.address;
    return typeof address === 'string' && isIP(address) !== 0 ? address : null;
  });
  return addresses.includes(null) ? [] : (addresses as string[]); // Null is excluded.
}
