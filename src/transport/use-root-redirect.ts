import type { Plugin } from 'graphql-yoga';

/** Redirects a GET of `/`, which a browser sends for a URL without a path, to the endpoint. */
export function useRootRedirect(location: string): Plugin {
  return {
    onRequest({ request, url, fetchAPI, endResponse }) {
      if (request.method !== 'GET' || url.pathname !== '/') return;
      endResponse(new fetchAPI.Response(null, { status: 302, headers: { location } }));
    },
  };
}
