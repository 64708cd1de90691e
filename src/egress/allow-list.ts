import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/** A private destination that the operator permits. */
export type AllowEntry =
  | { readonly kind: 'host'; readonly host: string; readonly port: number | null }
  | { readonly kind: 'range'; readonly range: [Address, number] };

const hostAndPort = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?)(?::(\d{1,5}))?$/i;

/**
 * Parses entries such as `vllm.internal`, `10.0.0.5:8000`, `[fd00::1]:8000` and `10.1.0.0/16`.
 *
 * @throws Error naming the position of an invalid entry.
 */
export function parseAllowList(entries: readonly string[]): readonly AllowEntry[] {
  return entries.map((entry, index) => {
    const parsed = parseRange(entry) ?? parseHost(entry);
    if (parsed === null) {
      throw new Error(`entry ${index + 1} must be a host, host:port or CIDR such as 10.1.0.0/16`);
    }
    return parsed;
  });
}

function parseRange(entry: string): AllowEntry | null {
  if (!entry.includes('/') || !ipaddr.isValidCIDR(entry)) return null;
  return { kind: 'range', range: ipaddr.parseCIDR(entry) };
}

function parseHost(entry: string): AllowEntry | null {
  const bare = ipaddr.IPv6.isValid(entry) ? `[${entry}]` : entry;
  const [, host, , port] = hostAndPort.exec(bare) ?? [];
  if (host === undefined || Number(port ?? 1) > 65_535 || Number(port ?? 1) === 0) return null;
  const url = URL.parse(`http://${host}`);
  return url === null
    ? null
    : { kind: 'host', host: url.hostname, port: port === undefined ? null : Number(port) };
}
