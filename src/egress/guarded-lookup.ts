import { isIP, type LookupFunction } from 'node:net';
import type { DestinationRefusedError } from './destination.ts';

/**
 * A host name without an address that may be used. One error for a name that does not resolve and
 * for one that resolves to a refused address: a tenant must not learn which internal names exist.
 */
export class HostUnresolvedError extends Error {
  override name = 'HostUnresolvedError';
  readonly code = 'ENOTFOUND';
  /** For administrators and the log; null when the name does not resolve. */
  readonly refusal: DestinationRefusedError | null;
  constructor(refusal: DestinationRefusedError | null, options?: ErrorOptions) {
    super('The host name does not resolve to an address that models may use here.', options);
    this.refusal = refusal;
  }
}

export interface LookupGuard {
  /** Resolves names. */
  readonly resolve: LookupFunction;
  /** Null for addresses that may be used. Must not throw. */
  readonly refusalOf: (addresses: readonly string[]) => DestinationRefusedError | null;
}

/**
 * Resolves names, and fails unless every address may be used.
 *
 * Node.js calls the callback of a resolver from its event loop, where an exception ends the
 * process. A resolver that fails leaves out the addresses, whatever the type says.
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

/** Empty when anything among what a resolver has found is not an address. */
function addressesOf(found: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(found) ? found : [found];
  const addresses = entries.map((entry) => {
    const address = typeof entry === 'string' ? entry : (entry as { address?: unknown })?.address;
    return typeof address === 'string' && isIP(address) !== 0 ? address : null;
  });
  return addresses.includes(null) ? [] : (addresses as string[]); // null is excluded
}
