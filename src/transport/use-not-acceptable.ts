import type { Plugin } from 'graphql-yoga';
import { errorResponse } from './error-response.ts';
import { eventStreamType } from './event-stream.ts';

/** Responds with 406 when the Accept header excludes every media type of a result. */
export function useNotAcceptable(): Plugin {
  return {
    onResultProcess({ request, resultProcessor, setResultProcessor }) {
      if (resultProcessor !== undefined) return;
      const types = ['application/json', 'application/graphql-response+json'];
      setResultProcessor(() => notAcceptable(request, types), types[0] ?? '');
    },
  };
}

/** The response for a subscription whose client does not accept events. */
export function eventsNotAcceptable(request: Request): Response {
  return notAcceptable(request, [eventStreamType]);
}

function notAcceptable({ headers }: Request, types: readonly string[]): Response {
  const subject = types.includes(eventStreamType) ? 'a subscription' : 'this operation';
  const names = types.map((type) => `"Accept: ${type}"`).join(' or ');
  const message = `The result of ${subject} is sent with another media type: send the header ${names}.`;
  return errorResponse([{ message, extensions: { code: 'INVALID_INPUT' } }], {
    status: 406,
    headers: { accept: types.join(', ') },
    accept: headers.get('accept'),
  });
}
