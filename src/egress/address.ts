import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/**
 * Link-local ranges, in which clouds serve the credentials of their machines, and the addresses
 * outside of them that do the same. Never reachable, whatever is permitted.
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

/** `private` is what the operator can permit, `forbidden` what nobody can. */
export type AddressClass = 'public' | 'private' | 'forbidden';

/**
 * Sorts an address; IPv4 that is wrapped in IPv6 counts as what is inside. Never throws: text that
 * is not an address is forbidden.
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

/** Null for text that is not an address. The zone of a link-local address is left out. */
export function parseAddress(text: string): Address | null {
  const [bare = ''] = text.split('%');
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

/** Whether a host, as a name or an address without brackets, is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || parseAddress(host)?.range() === 'loopback';
}

/** The address inside the forms in which IPv6 carries IPv4: compatible, NAT64, SIIT and 6to4. */
export function unwrap(address: Address): Address {
  if (address.kind() === 'ipv4') return address;
  const bytes = address.toByteArray();
  const at = (start: number) => ipaddr.fromByteArray(bytes.slice(start, start + 4)) as Address; // of 4 bytes
  const startsWith = (...prefix: number[]) => prefix.every((byte, index) => bytes[index] === byte);
  const zeros = (from: number, to: number) => bytes.slice(from, to).every((byte) => byte === 0);
  if (startsWith(0x20, 0x02)) return at(2);
  if (startsWith(0x00, 0x64, 0xff, 0x9b) && zeros(4, 12)) return at(12);
  // RFC 8215, for a prefix of 96 bits, and RFC 2765.
  if (startsWith(0x00, 0x64, 0xff, 0x9b, 0x00, 0x01) && zeros(6, 12)) return at(12);
  const isTranslated = zeros(0, 8) && bytes[8] === 0xff && bytes[9] === 0xff && zeros(10, 12);
  const isCompatible = zeros(0, 12) && !zeros(12, 15);
  return isTranslated || isCompatible ? at(12) : address;
}
