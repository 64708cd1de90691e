import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { authorize } from '../auth/policy.ts';
import { AppError } from '../errors.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { errorResponse } from './error-response.ts';
import type { ErrorMask } from './mask-error.ts';
import type { RequestViewers } from './use-authentication.ts';

export const metricsPath = '/metrics';

export interface MetricsPluginOptions {
  readonly metrics: Metrics;
  readonly viewers: RequestViewers;
  readonly maskError: ErrorMask;
}

/** Serves the metrics to platform administrators. Must follow the authentication plugin. */
export function useMetricsEndpoint({ metrics, viewers, maskError }: MetricsPluginOptions): Plugin {
  return {
    async onRequest({ request, url, fetchAPI, endResponse }) {
      if (request.method !== 'GET' || url.pathname !== metricsPath) return;
      const viewer = viewers.get(request) ?? null;
      try {
        authorize(viewer, 'metrics:read');
      } catch (error) {
        const accept = request.headers.get('accept');
        const status = viewer === null ? 401 : 403;
        endResponse(errorResponse([maskError(error).toJSON()], { status, headers: {}, accept }));
        return;
      }
      const { contentType, text } = await metrics.render();
      endResponse(new fetchAPI.Response(text, { headers: { 'content-type': contentType } }));
    },
  };
}

/** Measures executed operations. Their names are not used as labels, because clients choose them. */
export function useOperationMetrics(metrics: Metrics): Plugin {
  return {
    onExecute({ args }) {
      const startedAt = performance.now();
      const { operation } = getOperationAST(args.document, args.operationName) ?? {};
      return {
        onExecuteDone({ result }) {
          const code = Symbol.asyncIterator in result ? 'OK' : codeOf(result.errors);
          const seconds = (performance.now() - startedAt) / 1_000;
          metrics.observe('operations', { type: operation ?? 'unknown', code }, seconds);
        },
      };
    },
  };
}

/** Returns the code of the first error. Unexpected errors, which are masked later, are INTERNAL. */
export function codeOf(
  errors: readonly { readonly originalError?: unknown }[] | undefined,
): string {
  const [first] = errors ?? [];
  if (first === undefined) return 'OK';
  return innermost(first) instanceof AppError ? (innermost(first) as AppError).code : 'INTERNAL';
}

function innermost(error: { readonly originalError?: unknown }): unknown {
  const { originalError } = error;
  if (originalError === undefined || originalError === null) return error;
  return innermost(originalError as { readonly originalError?: unknown });
}
