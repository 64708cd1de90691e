import type { RequestListener } from 'node:http';

/** RFC 9112, section 3.2: empty, or a name or address with an optional port. */
const form = /^(?:\[[\da-f:.]+\]|[\w.-]*)(?::\d*)?$/i;

const body = JSON.stringify({
  errors: [{ message: 'The Host header is not valid.', extensions: { code: 'INVALID_INPUT' } }],
});

/**
 * Answers requests with an invalid Host header with 400. The pipeline makes URLs of the header, in
 * which it could otherwise become a path or a query, or end in an exception.
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
