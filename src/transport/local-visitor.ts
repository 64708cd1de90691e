import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../egress/address.ts';

/** The parts of a request that show its origin. */
export type Visit = Pick<IncomingMessage, 'headers' | 'httpVersion'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/** Headers that proxies add. nginx adds none by default, but uses HTTP/1.0. */
const proxyHeader = /^(?:forwarded|via|x-forwarded-.*|x-real-ip)$/;

/**
 * Whether a request comes directly from this machine, and for a host name of this machine. A
 * loopback peer alone is not enough: a proxy is one too, and another site can resolve its own host
 * name to a loopback address. A request with an `Origin` header is not enough either: a browser that
 * opens a page sends none, but the script of another page does.
 */
export function isLocalVisitor({ socket, headers, httpVersion }: Visit): boolean {
  const isProxied =
    httpVersion === '1.0' || Object.keys(headers).some((name) => proxyHeader.test(name));
  if (isProxied || headers.origin !== undefined) return false;
  return isLoopback(socket.remoteAddress ?? '') && isLoopbackName(headers.host);
}

/** @param host value of the Host header. */
function isLoopbackName(host: string | undefined): boolean {
  const [, name = ''] = /^(\[[\d:]+\]|[a-z\d.]+)(?::\d+)?$/i.exec(host ?? '') ?? [];
  return isLoopback(name.toLowerCase().replace(/^\[(.*)\]$/, '$1'));
}
