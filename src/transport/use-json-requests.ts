import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LimitExceededError } from '../errors.ts';
import type { ServerContext } from './operation-context.ts';
import { parseBoundedJson } from './parse-bounded-json.ts';

type RequestParser = Exclude<
  Parameters<NonNullable<Plugin['onRequestParse']>>[0]['requestParser'],
  undefined
>;

/**
 * Accepts only JSON bodies in POST requests, and rejects the media types that an HTML form of
 * another site can send. The body is read from the socket, because streams of the Fetch standard
 * cost more CPU time than executing a small query.
 *
 * @param maxBytes maximum size of a body.
 */
export function useJsonRequests(maxBytes: number): Plugin<Record<string, unknown>, ServerContext> {
  return {
    onRequestParse({ request, serverContext, requestParser, setRequestParser }) {
      if (request.method === 'GET' && requestParser !== undefined) {
        setRequestParser((bounded) => parseAddress(bounded, requestParser));
      }
      if (request.method !== 'POST') return;
      const [mediaType = ''] = (request.headers.get('content-type') ?? '').split(';');
      if (mediaType.trim().toLowerCase() !== 'application/json') {
        throw refused(415, 'The content type of a request must be application/json.');
      }
      const { req } = serverContext;
      if (req === undefined) throw new Error('a request without the HTTP server');
      setRequestParser(async () => parseRequest(await readText(req, maxBytes)));
    },
  };
}

/** The query string contains variables and extensions as JSON. The HTTP server limits its length. */
function parseAddress(request: Request, parse: RequestParser): ReturnType<RequestParser> {
  try {
    const parameters = parse(request) as GraphQLParams; // Not a promise: a GET has no body.
    const documentId = new URL(request.url).searchParams.get('documentId');
    return documentId === null ? parameters : Object.assign(parameters, { documentId });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refused(400, 'The parameters variables and extensions must be valid JSON.');
  }
}

async function readText(body: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = () => {
    const message = `The body of the request is too large: it can have at most ${maxBytes} bytes.`;
    return refused(413, message, new LimitExceededError(message));
  };
  if (Number(body.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let size = 0;
  body.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else reject(tooLarge());
  });
  const onClose = () => reject(refused(400, 'The connection closed before the end of the body.'));
  body.once('close', onClose);
  body.once('end', () => {
    body.off('close', onClose);
    resolve(Buffer.concat(chunks).toString());
  });
  return promise;
}

function parseRequest(text: string): GraphQLParams {
  let body: unknown;
  try {
    body = parseBoundedJson(text);
  } catch (error) {
    if (error instanceof LimitExceededError) throw refused(413, error.message, error);
    throw refused(400, 'The body of the request is not valid JSON.');
  }
  if (typeof body === 'object' && body !== null) return body; // graphql-yoga checks the fields.
  throw refused(400, 'The body of the request must be a JSON object.');
}

function refused(status: number, message: string, originalError?: Error): GraphQLError {
  const extensions = { http: { status } };
  return new GraphQLError(message, { extensions, ...(originalError && { originalError }) });
}
