import ipaddr from 'ipaddr.js';
import { classifyAddress, parseAddress } from './address.ts';
import type { AllowEntry } from './allow-list.ts';

/** A destination that models must not use on this installation. */
export class DestinationRefusedError extends Error {
  override name = 'DestinationRefusedError';
  readonly host: string;
  readonly port: number;
  /** The entry that would permit it in EGRESS_ALLOW; null when no entry can. */
  readonly missingEntry: string | null;
  constructor({ message, host, port, isPermissible }: Refusal) {
    super(message);
    this.host = host;
    this.port = port;
    this.missingEntry = isPermissible ? `${host}:${port}` : null;
  }
}

interface Refusal {
  readonly message: string;
  readonly host: string;
  readonly port: number;
  /** Whether an entry of EGRESS_ALLOW could permit it. */
  readonly isPermissible: boolean;
}

/** Ports of services without HTTP, where a request could do harm. */
const refusedPorts = new Set([
  1, 7, 9, 19, 20, 21, 22, 23, 25, 53, 69, 110, 111, 135, 139, 143, 161, 389, 445, 465, 514, 587,
  636, 873, 993, 995, 1433, 1521, 2049, 2375, 2376, 3306, 3389, 5432, 5900, 6000, 6379, 9042, 11211,
  27017,
]);

const metadataNames = new Set(['metadata.google.internal', 'metadata.goog', 'metadata']);

/** Names that resolve only on this machine or in the local network. */
const localName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|arpa)$/;

/**
 * Checks a URL without a network request: scheme, port and host. The resolved address is checked
 * when a connection is opened.
 *
 * @returns null when the URL is allowed.
 */
export function destinationFault(
  url: URL,
  allow: readonly AllowEntry[],
): DestinationRefusedError | null {
  const port = portOf(url);
  const host = url.hostname.replace(/\.$/, '');
  const refusal = (message: string, isPermissible = false) =>
    new DestinationRefusedError({ message, host, port, isPermissible });
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refusal('The address must use HTTPS.');
  }
  if (url.username !== '' || url.password !== '') {
    return refusal('The address must not contain a user name or password.');
  }
  // The HTTP client uses the default port for port 0, and EGRESS_ALLOW may not list that port.
  if (host === '' || port === 0 || metadataNames.has(host)) return refusal(refused);
  const literal = literalAddress(host);
  if (literal !== null && classifyAddress(literal) === 'forbidden') return refusal(refused);
  const named = allow.some((entry) => allowsName(entry, host, port));
  const isLocal = localName.test(host) || !host.includes('.');
  const isUsable = literal === null ? !isLocal : addressAllowed(literal, { named, allow });
  return named || (isUsable && !refusedPorts.has(port)) ? null : refusal(refused, true);
}

/** One message for all hosts and ports, so that errors reveal nothing about the network. */
export const refused = 'Models may not use this address on this installation.';

/** Whether an address that was resolved or connected to is allowed. */
export function addressAllowed(
  address: string,
  { named, allow }: { named: boolean; allow: readonly AllowEntry[] },
): boolean {
  const kind = classifyAddress(address);
  if (kind === 'forbidden') return false;
  return kind === 'public' || named || allow.some((entry) => allowsAddress(entry, address));
}

/** Whether an entry permits the host as it is written, as a name or as an address. */
export function allowsName(entry: AllowEntry, host: string, port: number): boolean {
  if (entry.kind !== 'host' || entry.host !== host.replace(/\.$/, '')) return false;
  return entry.port === null || entry.port === port;
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'http:' ? 80 : 443;
}

function allowsAddress(entry: AllowEntry, text: string): boolean {
  if (entry.kind !== 'range') return false;
  const address = parseAddress(text);
  const [range, bits] = entry.range;
  return address?.kind() === range.kind() && address.match(range, bits);
}

/** The URL parser has already converted decimal, octal and hexadecimal addresses. */
function literalAddress(host: string): string | null {
  const bare = host.startsWith('[') ? host.slice(1, -1) : host;
  return ipaddr.isValid(bare) && (host.startsWith('[') || /^[\d.]+$/.test(host)) ? bare : null;
}
