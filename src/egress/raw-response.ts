import type { Readable } from 'node:stream';
import { BodyChunks } from './body-chunks.ts';

/** Asks the guarded fetch for a response whose body is read with {@link bodyOf} only. */
export const rawBody = Symbol('raw body');

export type RawInit = RequestInit & { readonly [rawBody]?: boolean };

const bodies = new WeakMap<Response, Readable>();

/**
 * A response without the machinery of web streams, which costs more than everything else that is
 * done for a token. Whoever gets it has to read its body, or abort its request.
 */
export function rawResponse(status: number, headers: Headers, body: Readable): Response {
  const response = new Response(null, { status, headers });
  bodies.set(response, body);
  return response;
}

/**
 * The body of a response, raw or not. Leaving it ends the request.
 *
 * @throws TypeError when the connection breaks, as the standard's bodies do.
 */
export function bodyOf(response: Response): AsyncIterable<Uint8Array> | null {
  const body = bodies.get(response);
  return body === undefined
    ? response.body
    : { [Symbol.asyncIterator]: () => new BodyChunks(body) };
}
