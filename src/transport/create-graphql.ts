import {
  createYoga,
  useReadinessCheck,
  type YogaInitialContext,
  type YogaServerInstance,
} from 'graphql-yoga';
import type { TokenVerifier } from '../auth/token.ts';
import type { Log } from '../log.ts';
import type { Context } from '../schema/context.ts';
import { schema } from '../schema/schema.ts';
import type { Services } from '../services/services.ts';
import { DocumentCache } from './document-cache.ts';
import { type GraphiqlDefaults, graphiqlOptions, renderGraphiql } from './graphiql.ts';
import { isLocalVisitor } from './local-visitor.ts';
import type { ErrorMask } from './mask-error.ts';
import type { ServerContext } from './operation-context.ts';
import { type RequestViewers, useAuthentication } from './use-authentication.ts';
import { useJsonRequests } from './use-json-requests.ts';
import { useMaskedResults } from './use-masked-results.ts';
import { useOperationLimits } from './use-operation-limits.ts';
import { usePrivateSchema } from './use-private-schema.ts';
import { useReferenceExecutor } from './use-reference-executor.ts';
import { useSecurityHeaders } from './use-security-headers.ts';
import { useSubscriptions } from './use-subscriptions.ts';

export interface GraphqlOptions {
  readonly services: Services;
  readonly verifier: TokenVerifier;
  readonly log: Log;
  readonly maskError: ErrorMask;
  /** Throws or answers false when the server cannot serve. */
  readonly isReady: () => Promise<boolean>;
  /** Whether callers without a token may look at the schema. */
  readonly openIntrospection: boolean;
  /** Called each time that GraphiQL is opened on this machine. */
  readonly graphiql: () => GraphiqlDefaults | Promise<GraphiqlDefaults>;
}

export type Graphql = YogaServerInstance<ServerContext, Context>;

/** Bytes of a request body, and of a socket's message. */
export const maximumMessageBytes = 8_000_000;

export const graphqlPath = '/graphql';

/**
 * The one pipeline that every operation passes, whichever transport brought it: identify, parse,
 * validate, execute, mask.
 */
export function createGraphql(options: GraphqlOptions): Graphql {
  const { services, verifier, log, maskError, isReady, openIntrospection, graphiql } = options;
  const viewers: RequestViewers = new WeakMap();
  const operationOf = ({ request, operation }: YogaInitialContext & ServerContext) =>
    operation ?? {
      viewer: viewers.get(request) ?? null,
      signal: request.signal,
      // The only way to leave a request is to hang up.
      isConnected: () => false,
    };
  return createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: graphqlPath,
    healthCheckEndpoint: '/livez',
    landingPage: false,
    // Tokens travel in a header that no other site can make a browser send.
    cors: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: maximumMessageBytes,
    parserAndValidationCache: {
      documentCache: new DocumentCache(),
      errorCache: new DocumentCache(),
    },
    logging: false,
    maskedErrors: { maskError },
    graphiql: async (_request, context) => {
      const isLocal = context?.req !== undefined && isLocalVisitor(context.req);
      return graphiqlOptions(isLocal ? await graphiql() : {});
    },
    renderGraphiQL: renderGraphiql,
    context: (initial) => {
      const { viewer, signal, isConnected } = operationOf(initial);
      // A socket's is a native one, and lives longer than its operations.
      const own = initial.operation === undefined ? nativeSignal(signal) : signal;
      return { services, viewer, signal: own, isConnected };
    },
    plugins: [
      useReadinessCheck({
        endpoint: '/readyz',
        check: async () => {
          try {
            return await isReady();
          } catch (error) {
            log.warn({ err: error }, 'readiness check failed');
            return false;
          }
        },
      }),
      useJsonRequests(),
      useReferenceExecutor(),
      useSubscriptions(maskError),
      useOperationLimits(),
      useMaskedResults(maskError),
      useSecurityHeaders(),
      useAuthentication({ verifier, viewers, maskError }),
      ...(openIntrospection ? [] : [usePrivateSchema(operationOf)]),
    ],
  });
}

/** The server's own kind of signal looks like one, but is none that AbortSignal.any() takes. */
function nativeSignal(signal: AbortSignal): AbortSignal {
  const abort = new AbortController();
  if (signal.aborted) abort.abort(signal.reason);
  signal.addEventListener('abort', () => abort.abort(signal.reason), { once: true });
  return abort.signal;
}
