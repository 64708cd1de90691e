import type { Plugin } from 'graphql-yoga';

/** GraphiQL consists of inline scripts and workers, and must not send requests to other servers. */
const pagePolicy =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'";

/** Prevents caching, embedding in frames, and guessing of content types by browsers. */
export function useSecurityHeaders(): Plugin {
  return {
    onResponse({ response }) {
      response.headers.set('x-content-type-options', 'nosniff');
      response.headers.set('referrer-policy', 'no-referrer');
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
      if (response.headers.get('content-type')?.startsWith('text/html')) {
        response.headers.set('content-security-policy', pagePolicy);
      }
    },
  };
}
