import {
  createSourceEventStream,
  executeSubscriptionEvent,
  GraphQLError,
  validateSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { currentOperation, inOperation } from '../current-operation.ts';
import { QuotaExceededError } from '../errors.ts';
import { LiveReader } from '../events/live-reader.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Quotas } from '../quotas/quotas.ts';
import { badRequest } from './bad-request.ts';
import {
  acceptsEventStream,
  EventStream,
  eventStreamHeaders,
  eventStreamType,
} from './event-stream.ts';
import type { ErrorMask } from './mask-error.ts';
import type { OperationContext, ServerContext } from './operation-context.ts';
import { quotaHeaders } from './quota-headers.ts';
import { SelectionPlan } from './selection-plan.ts';
import { Subscription, type SubscriptionOptions } from './subscription.ts';
import { endOperation } from './use-current-operation.ts';
import { codeOf } from './use-metrics.ts';
import { eventsNotAcceptable } from './use-not-acceptable.ts';

export interface SubscriptionsOptions {
  readonly maskError: ErrorMask;
  readonly metrics: Metrics;
  readonly quotas: Quotas;
}

/**
 * Subscribes with a low cost per event, and ends the subscription when its client disconnects. The
 * result is a {@link Subscription} instead of an iterable, because every plugin would wrap an
 * iterable once more. Over HTTP, results are sent as server-sent events.
 */
export function useSubscriptions({
  maskError,
  metrics,
  quotas,
}: SubscriptionsOptions): Plugin<OperationContext, ServerContext> {
  const running = { websocket: 0, sse: 0 };
  metrics.read('subscriptions', () =>
    Object.entries(running).map(([transport, count]) => [{ transport }, count] as const),
  );
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args) => {
        const startedAt = performance.now();
        const facts = currentOperation();
        let ended = 'INTERNAL';
        const measure = (code: string) => {
          ended = code;
          const seconds = (performance.now() - startedAt) / 1_000;
          metrics.observe('operations', { type: 'subscription', code }, seconds);
        };
        // The pipeline creates the context.
        const { operation, viewer } = args.contextValue as ServerContext & OperationContext;
        const transport = operation === undefined ? 'sse' : 'websocket';
        let held: Disposable | null;
        try {
          held = viewer === null ? null : quotas.hold('SUBSCRIPTIONS', viewer);
        } catch (error) {
          if (!(error instanceof QuotaExceededError)) throw error;
          measure(error.code);
          endOperation(facts, error.code);
          return { errors: [tooMany(error)] };
        }
        const onEnd = () => {
          running[transport] -= 1;
          held?.[Symbol.dispose]();
          endOperation(facts, ended);
        };
        running[transport] += 1;
        let isRunning = false;
        try {
          // The types of graphql-yoga are less strict.
          const result = await subscribe(args as SubscriptionArgs, {
            maskError: withinOperation(maskError),
            onEnd,
          });
          isRunning = result instanceof Subscription;
          measure(result instanceof Subscription ? 'OK' : codeOf(result.errors));
          return result;
        } finally {
          if (!isRunning) onEnd();
        }
      });
    },
    onResultProcess({ request, result, setResultProcessor, serverContext }) {
      if (!(result instanceof Subscription)) return;
      const { connection, res } = serverContext;
      if (res !== undefined && acceptsEventStream(request)) {
        setResultProcessor(
          (subscription, { Response }) =>
            new Response(
              new EventStream({
                subscription: subscription as unknown as Subscription,
                connection,
                response: res,
              }) as unknown as BodyInit, // graphql-yoga's Response accepts a stream of Node.js.
              { headers: eventStreamHeaders },
            ),
          eventStreamType,
        );
        return;
      }
      result.leave();
      setResultProcessor(() => eventsNotAcceptable(request), eventStreamType);
    },
  };
}

/** Events are delivered outside of operations. */
function withinOperation(maskError: ErrorMask): ErrorMask {
  const operation = currentOperation();
  if (operation === undefined) return maskError;
  return (error) => inOperation(operation, () => maskError(error));
}

/** Over HTTP, the response has the status 429. */
function tooMany(originalError: QuotaExceededError): GraphQLError {
  const http = { status: 429, headers: quotaHeaders(originalError) };
  return new GraphQLError(originalError.message, { originalError, extensions: { http } });
}

type SubscriptionArgs = Parameters<typeof validateSubscriptionArgs>[0];

async function subscribe(
  args: SubscriptionArgs,
  { maskError, onEnd }: Pick<SubscriptionOptions, 'maskError' | 'onEnd'>,
) {
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) return { errors: validated.map(badRequest) };
  const source = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in source)) return source;
  // The pipeline creates the context with these types.
  const { signal, viewer, connection } = args.contextValue as OperationContext & ServerContext;
  const plan = SelectionPlan.of(validated);
  return new Subscription({
    events: LiveReader.from(source),
    respond: (event) =>
      plan?.execute(event, validated) ??
      executeSubscriptionEvent({ ...validated, rootValue: event }),
    maskError,
    onEnd,
    signal,
    viewer,
    connection,
  });
}
