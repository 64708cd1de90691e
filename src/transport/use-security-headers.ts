import type { Plugin } from 'graphql-yoga';

/** The editor of GraphiQL has inline styles, and fonts and images as data URLs. */
const pagePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

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
