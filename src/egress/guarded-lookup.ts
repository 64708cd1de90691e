import { isIP, type LookupFunction } from 'node:net';

/** A host name without an address that may be used. */
export class HostUnresolvedError extends Error {
  override name = 'HostUnresolvedError';
  readonly code = 'ENOTFOUND';
}

/**
 * Resolves names, and fails unless every address passes.
 *
 * Node.js calls the callback of a resolver from its event loop, where an exception ends the
 * process. A resolver that fails leaves out the addresses, whatever the type says.
 *
 * @param isAllowed must not throw.
 */
export function guardedLookup(
  resolve: LookupFunction,
  { isAllowed, onRefused }: { isAllowed: (address: string) => boolean; onRefused: () => Error },
): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, options, (error, found, family) => {
      const addresses = error ? [] : addressesOf(found);
      if (addresses.length === 0) {
        done(new HostUnresolvedError('The host name does not resolve.', { cause: error }), '', 0);
      } else if (!addresses.every(isAllowed)) done(onRefused(), '', 0);
      else done(null, found, family);
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
