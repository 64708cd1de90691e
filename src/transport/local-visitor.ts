import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../egress/address.ts';

/** As much of a request as tells where it comes from. */
export type Visit = Pick<IncomingMessage, 'headers' | 'httpVersion'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/** Headers that proxies add; nginx adds none by default, but speaks HTTP/1.0. */
const proxyHeader = /^(?:forwarded|via|x-forwarded-.*|x-real-ip)$/;

/**
 * Whether a request comes straight from this machine, for a page of this machine. A loopback peer
 * alone is not enough: a proxy is one too, and a foreign site can point its own name at loopback.
 * Nor is one that sends an origin: opening a page does not, but the script of another page does.
 */
export function isLocalVisitor({ socket, headers, httpVersion }: Visit): boolean {
  const isProxied =
    httpVersion === '1.0' || Object.keys(headers).some((name) => proxyHeader.test(name));
  if (isProxied || headers.origin !== undefined) return false;
  return isLoopback(socket.remoteAddress ?? '') && isLoopbackName(headers.host);
}

/** @param host name and port, as in the header. */
function isLoopbackName(host: string | undefined): boolean {
  const [, name = ''] = /^(\[[\d:]+\]|[a-z\d.]+)(?::\d+)?$/i.exec(host ?? '') ?? [];
  return isLoopback(name.toLowerCase().replace(/^\[(.*)\]$/, '$1'));
}
