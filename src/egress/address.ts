import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/**
 * Addresses where cloud providers serve the credentials of their machines: the link-local ranges
 * and some single addresses. They are never reachable, whatever EGRESS_ALLOW lists.
 */
const forbidden = [
  '169.254.0.0/16', // AWS, Google Cloud, Azure, Oracle, Tencent, Scaleway, OpenStack
  'fe80::/10', // OpenStack
  '168.63.129.16/32', // Azure
  '100.100.100.200/32', // Alibaba Cloud
  '192.0.0.192/32', // Oracle Cloud Classic
  'fd00:ec2::/32', // AWS
  'fd20:ce::254/128', // Google Cloud
  'fd00:c1::a9fe:a9fe/128', // Oracle
  'fd00:42::42/128', // Scaleway
].map((range) => ipaddr.parseCIDR(range));

/** The operator can permit a `private` address, but never a `forbidden` one. */
export type AddressClass = 'public' | 'private' | 'forbidden';

/**
 * Classifies an address. IPv4 within IPv6 is classified as its IPv4 address. Never throws: text
 * that is not an address is forbidden.
 */
export function classifyAddress(text: string): AddressClass {
  const parsed = parseAddress(text);
  if (parsed === null) return 'forbidden';
  const address = unwrap(parsed);
  const isForbidden = forbidden.some(
    ([range, bits]) => address.kind() === range.kind() && address.match(range, bits),
  );
  if (isForbidden) return 'forbidden';
  return address.range() === 'unicast' ? 'public' : 'private';
}

/** Parses an address without its zone; null for text that is not an address. */
export function parseAddress(text: string): Address | null {
  const [bare = ''] = text.split('%');
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

/** Whether a host, as a name or as an address without brackets, is this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || parseAddress(host)?.range() === 'loopback';
}

/** Returns the IPv4 address within an IPv6 address: compatible, NAT64, SIIT and 6to4. */
export function unwrap(address: Address): Address {
  if (address.kind() === 'ipv4') return address;
  const bytes = address.toByteArray();
  const at = (start: number) => ipaddr.fromByteArray(bytes.slice(start, start + 4)) as Address; // 4 bytes are valid.
  const startsWith = (...prefix: number[]) => prefix.every((byte, index) => bytes[index] === byte);
  const zeros = (from: number, to: number) => bytes.slice(from, to).every((byte) => byte === 0);
  if (startsWith(0x20, 0x02)) return at(2);
  if (startsWith(0x00, 0x64, 0xff, 0x9b) && zeros(4, 12)) return at(12);
  // RFC 8215 with a prefix of 96 bits, and RFC 2765.
  if (startsWith(0x00, 0x64, 0xff, 0x9b, 0x00, 0x01) && zeros(6, 12)) return at(12);
  const isTranslated = zeros(0, 8) && bytes[8] === 0xff && bytes[9] === 0xff && zeros(10, 12);
  const isCompatible = zeros(0, 12) && !zeros(12, 15);
  return isTranslated || isCompatible ? at(12) : address;
}
