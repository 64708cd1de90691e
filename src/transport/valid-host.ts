import type { RequestListener } from 'node:http';

/** RFC 9112, section 3.2: empty, or a host name or IP address with an optional port. */
const form = /^(?:\[[\da-f:.]+\]|[\w.-]*)(?::\d*)?$/i;

const bodyOf = (message: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code: 'INVALID_INPUT' } }] });
const invalidHost = bodyOf('The Host header is not valid.');
const invalidTarget = bodyOf(
  'The request target must be a path, or a URL of the host that the Host header names.',
);

/**
 * Rejects requests with an invalid Host header or target with the status 400. The pipeline builds
 * URLs from both: an invalid value could become a path or a query, or cause an exception.
 */
export function withValidHost(listener: RequestListener): RequestListener {
  return (request, response) => {
    const { host = '' } = request.headers;
    const isValid = host === '' || (form.test(host) && URL.canParse(`http://${host}`));
    const path = isValid ? pathOf(request.url ?? '', host) : null;
    if (path !== null) {
      request.url = path;
      return listener(request, response);
    }
    const body = isValid ? invalidTarget : invalidHost;
    response.writeHead(400, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  };
}

/** Returns the path of a target, which can be a complete URL (RFC 9112, section 3.2.2). */
function pathOf(target: string, host: string): string | null {
  if (target.startsWith('/')) return target;
  const url = /^https?:/i.test(target) ? URL.parse(target) : null;
  if (url === null || url.host !== URL.parse(`${url.protocol}//${host}`)?.host) return null;
  return `${url.pathname}${url.search}`;
}
