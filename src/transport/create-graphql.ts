import { createYoga, useReadinessCheck, type YogaServerInstance } from 'graphql-yoga';
import type { TokenVerifier } from '../auth/token.ts';
import type { SchemaAccess } from '../config.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Quotas } from '../quotas/quotas.ts';
import type { Context } from '../schema/context.ts';
import { schema } from '../schema/schema.ts';
import type { Services } from '../services/services.ts';
import { corsFor, useVaryByOrigin } from './cors.ts';
import { DocumentCache } from './document-cache.ts';
import { type GraphiqlDefaults, graphiqlOptions, renderGraphiql } from './graphiql.ts';
import { isLocalVisitor } from './local-visitor.ts';
import type { ErrorMask } from './mask-error.ts';
import type { ServerContext } from './operation-context.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { type RequestViewers, useAuthentication } from './use-authentication.ts';
import { useCurrentOperation } from './use-current-operation.ts';
import { useExecutor } from './use-executor.ts';
import { useJsonRequests } from './use-json-requests.ts';
import { useMaskedResults } from './use-masked-results.ts';
import { useMetricsEndpoint, useOperationMetrics } from './use-metrics.ts';
import { useNotAcceptable } from './use-not-acceptable.ts';
import { type InitialContext, useOperationContext } from './use-operation-context.ts';
import { useOperationLimits } from './use-operation-limits.ts';
import { usePersistedDocuments } from './use-persisted-documents.ts';
import { usePrivateSchema } from './use-private-schema.ts';
import { useRootRedirect } from './use-root-redirect.ts';
import { useSecurityHeaders } from './use-security-headers.ts';
import { useSubscriptions } from './use-subscriptions.ts';

export interface GraphqlOptions {
  readonly services: Services;
  readonly verifier: TokenVerifier;
  readonly log: Log;
  readonly maskError: ErrorMask;
  /** Throws or returns false when the server cannot serve requests. */
  readonly isReady: () => Promise<boolean>;
  /** Who may read the schema: by introspection, in suggestions and in GraphiQL. */
  readonly schemaAccess: SchemaAccess;
  readonly documents: PersistedDocuments;
  readonly metrics: Metrics;
  readonly quotas: Quotas;
  /** Origins whose pages may send requests. */
  readonly corsOrigins: readonly string[];
  /** The page of GraphiQL; null when it has not been built. */
  readonly graphiqlPage: string | null;
  /** Called whenever GraphiQL is opened on this machine. */
  readonly graphiql: () => GraphiqlDefaults | Promise<GraphiqlDefaults>;
}

export type Graphql = YogaServerInstance<ServerContext, Context>;

/** Maximum size of a request body and of a WebSocket message, in bytes. */
export const maximumMessageBytes = 8_000_000;

export const graphqlPath = '/graphql';

/**
 * Creates the pipeline for the operations of all transports: identify, parse, validate, execute,
 * mask.
 */
export function createGraphql(options: GraphqlOptions): Graphql {
  const { services, verifier, log, maskError, isReady, graphiql, graphiqlPage } = options;
  const { schemaAccess, corsOrigins, documents, metrics, quotas } = options;
  const viewers: RequestViewers = new WeakMap();
  const operationOf = ({ request, operation }: InitialContext) =>
    operation ?? {
      viewer: viewers.get(request) ?? null,
      signal: request.signal,
      // A client can end a request only by closing its connection.
      isConnected: () => false,
    };
  const isStranger = (context: InitialContext) =>
    schemaAccess === 'nobody' || operationOf(context).viewer === null;
  return createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: graphqlPath,
    healthCheckEndpoint: '/livez',
    landingPage: false,
    cors: corsFor(corsOrigins),
    multipart: false,
    batching: false,
    // `useJsonRequests` limits it.
    maxRequestBodySize: false,
    parserAndValidationCache: {
      documentCache: new DocumentCache(),
      errorCache: new DocumentCache(),
    },
    logging: false,
    maskedErrors: { maskError },
    // Opening a page sends no token, so only a schema that is public has one.
    graphiql:
      schemaAccess === 'public' &&
      graphiqlPage !== null &&
      (async (_request, context) => {
        const isLocal = context?.req !== undefined && isLocalVisitor(context.req);
        return graphiqlOptions(isLocal ? await graphiql() : {});
      }),
    renderGraphiQL: (defaults) => renderGraphiql(graphiqlPage ?? '', defaults),
    plugins: [
      useReadinessCheck({
        endpoint: '/readyz',
        check: async () => {
          try {
            return await isReady();
          } catch (error) {
            // The outage itself is logged, and a balancer checks each second.
            log.debug({ err: error }, 'readiness check failed');
            return false;
          }
        },
      }),
      useRootRedirect(graphqlPath),
      useJsonRequests(maximumMessageBytes),
      usePersistedDocuments(documents),
      useOperationContext(services, operationOf),
      useCurrentOperation(),
      useExecutor(),
      useSubscriptions({ maskError, metrics, quotas }),
      useNotAcceptable(),
      useOperationMetrics(metrics),
      useOperationLimits(),
      useMaskedResults(maskError),
      useSecurityHeaders(),
      useAuthentication({ verifier, viewers, maskError, quotas, operationPath: graphqlPath }),
      useMetricsEndpoint({ metrics, viewers, maskError }),
      useVaryByOrigin(corsOrigins),
      ...(schemaAccess === 'public' ? [] : [usePrivateSchema(isStranger)]),
    ],
  });
}
