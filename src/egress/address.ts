import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/** Where clouds hand out their machines' credentials. Never reachable, whatever is permitted. */
const metadata = ['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254'].map(
  (text) => ipaddr.process(text).toNormalizedString(),
);

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
  if (metadata.includes(address.toNormalizedString())) return 'forbidden';
  return address.range() === 'unicast' ? 'public' : 'private';
}

/** Null for text that is not an address. The zone of a link-local address is left out. */
export function parseAddress(text: string): Address | null {
  const [bare = ''] = text.split('%');
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

/** The address inside the forms in which IPv6 carries IPv4: mapped, compatible, NAT64, 6to4. */
export function unwrap(address: Address): Address {
  if (address.kind() === 'ipv4') return address;
  const bytes = address.toByteArray();
  const at = (start: number) => ipaddr.fromByteArray(bytes.slice(start, start + 4)) as Address; // of 4 bytes
  const startsWith = (...prefix: number[]) => prefix.every((byte, index) => bytes[index] === byte);
  const zeros = (from: number, to: number) => bytes.slice(from, to).every((byte) => byte === 0);
  if (startsWith(0x20, 0x02)) return at(2);
  if (startsWith(0x00, 0x64, 0xff, 0x9b) && zeros(4, 12)) return at(12);
  const isCompatible = zeros(0, 12) && !zeros(12, 15);
  return isCompatible ? at(12) : address;
}
