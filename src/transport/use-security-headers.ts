import type { Plugin } from 'graphql-yoga';

/** GraphiQL's page is made of inline scripts and workers, and has no business with anyone else. */
const pagePolicy =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'";

/** Keeps answers out of caches and frames, and browsers from guessing what they are. */
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
