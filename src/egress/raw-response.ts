import type { Readable } from 'node:stream';
import { BodyChunks } from './body-chunks.ts';

/** Requests a response whose body is read only with {@link bodyOf}. */
export const rawBody = Symbol('raw body');

export type RawInit = RequestInit & { readonly [rawBody]?: boolean };

const bodies = new WeakMap<Response, Readable>();

/**
 * Creates a response without web streams, which would cost more time than all other processing of a
 * token. The caller must read its body or abort its request.
 */
export function rawResponse(status: number, headers: Headers, body: Readable): Response {
  const response = new Response(null, { status, headers });
  bodies.set(response, body);
  return response;
}

/**
 * Returns the body of a response, raw or not. Leaving the loop ends the request.
 *
 * @throws TypeError when the connection breaks, like the bodies of fetch.
 */
export function bodyOf(response: Response): AsyncIterable<Uint8Array> | null {
  const body = bodies.get(response);
  return body === undefined
    ? response.body
    : { [Symbol.asyncIterator]: () => new BodyChunks(body) };
}
