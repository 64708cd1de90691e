import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LimitExceededError } from '../errors.ts';
import { parseBoundedJson } from './parse-bounded-json.ts';

type RequestParser = Exclude<
  Parameters<NonNullable<Plugin['onRequestParse']>>[0]['requestParser'],
  undefined
>;

/**
 * Accepts only JSON bodies in POST requests, and rejects the media types that an HTML form of
 * another site can send.
 */
export function useJsonRequests(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === 'GET' && requestParser !== undefined) {
        setRequestParser((bounded) => parseAddress(bounded, requestParser));
      }
      if (request.method !== 'POST') return;
      const [mediaType = ''] = (request.headers.get('content-type') ?? '').split(';');
      if (mediaType.trim().toLowerCase() !== 'application/json') {
        throw refused(415, 'The content type of a request must be application/json.');
      }
      setRequestParser(async (bounded) => parseRequest(await bounded.text()));
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
