import type { RequestListener } from 'node:http';

/** RFC 9112, section 3.2: empty, or a host name or IP address with an optional port. */
const form = /^(?:\[[\da-f:.]+\]|[\w.-]*)(?::\d*)?$/i;

const body = JSON.stringify({
  errors: [{ message: 'The Host header is not valid.', extensions: { code: 'INVALID_INPUT' } }],
});

/**
 * Rejects requests with an invalid Host header with the status 400. The pipeline builds URLs from
 * the header: an invalid value could become a path or a query, or cause an exception.
 */
export function withValidHost(listener: RequestListener): RequestListener {
  return (request, response) => {
    const { host = '' } = request.headers;
    if (host === '' || (form.test(host) && URL.canParse(`http://${host}`))) {
      return listener(request, response);
    }
    response.writeHead(400, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  };
}
