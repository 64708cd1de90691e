import type { CORSOptions, Plugin } from 'graphql-yoga';

/** The part of the server's options that allows pages of other origins to send requests. */
export type CorsFor = (request: Request) => CORSOptions;

/** @param origins whose pages may read responses. */
export function corsFor(origins: readonly string[]): CorsFor | false {
  if (origins.length === 0) return false;
  return ({ headers }) => {
    const origin = headers.get('origin');
    // No headers for other origins: graphql-yoga would allow "null", the origin of sandboxed frames.
    if (origin === null || !origins.includes(origin)) return false;
    return {
      origin,
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type'],
      exposedHeaders: ['retry-after', 'x-request-id'],
      // Tokens are sent in a header, never in cookies.
      credentials: false,
      maxAge: 600,
    };
  };
}

/** Prevents caches from serving a response for one origin to another. */
export function useVaryByOrigin(origins: readonly string[]): Plugin {
  return {
    onResponse({ response }) {
      if (origins.length > 0) response.headers.append('vary', 'origin');
    },
  };
}
