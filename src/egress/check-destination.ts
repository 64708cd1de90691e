import { lookup } from 'node:dns/promises';
import { parseAllowList } from './allow-list.ts';
import { addressAllowed, allowsName, destinationFault } from './destination.ts';

/**
 * Whether requests to an address would be allowed, without sending one: only its name is resolved.
 *
 * @param allowed entries of EGRESS_ALLOW.
 * @returns null when they are; otherwise the reason, for the operator.
 */
export async function checkDestination(
  address: string,
  allowed: readonly string[],
): Promise<string | null> {
  const url = new URL(address);
  const allow = parseAllowList(allowed);
  const fault = destinationFault(url, allow);
  if (fault !== null) return refusal(fault.missingEntry);
  const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const found = await lookup(host, { all: true }).catch(() => []);
  if (found.length === 0) return 'its host name does not resolve; correct the base URL or the DNS';
  const named = allow.some((entry) => allowsName(entry, host, port));
  const isAllowed = found.every((entry) => addressAllowed(entry.address, { named, allow }));
  return isAllowed ? null : refusal(`${host}:${port}`);
}

function refusal(missingEntry: string | null): string {
  return missingEntry === null
    ? 'it is never allowed; correct the base URL of the model'
    : `EGRESS_ALLOW lacks ${missingEntry}`;
}
