import {
  createSourceEventStream,
  executeSubscriptionEvent,
  validateSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Metrics } from '../metrics/metrics.ts';
import { badRequest } from './bad-request.ts';
import { EventPlan } from './event-plan.ts';
import type { OperationContext, ServerContext } from './operation-context.ts';
import { SubscriptionResults } from './subscription-results.ts';
import { codeOf } from './use-metrics.ts';

/** Subscribes in a way that costs little for each event, and lets nothing outlive its client. */
export function useSubscriptions(metrics: Metrics): Plugin<OperationContext> {
  const running = { websocket: 0, sse: 0 };
  metrics.read('subscriptions', () =>
    Object.entries(running).map(([transport, count]) => [{ transport }, count] as const),
  );
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args) => {
        const startedAt = performance.now();
        const results = await subscribe(args as SubscriptionArgs); // the server's type is looser
        const { operation } = args.contextValue as ServerContext; // made by this pipeline
        const isRunning = results instanceof SubscriptionResults;
        const code = isRunning ? 'OK' : codeOf(results.errors);
        const seconds = (performance.now() - startedAt) / 1_000;
        metrics.observe('operations', { type: 'subscription', code }, seconds);
        if (!isRunning) return results;
        const transport = operation === undefined ? 'sse' : 'websocket';
        running[transport] += 1;
        void results.ended.then(() => {
          running[transport] -= 1;
        });
        return results;
      });
    },
  };
}

type SubscriptionArgs = Parameters<typeof validateSubscriptionArgs>[0];

async function subscribe(args: SubscriptionArgs) {
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) return { errors: validated.map(badRequest) };
  const source = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in source)) return source;
  // Made by this pipeline.
  const { signal, viewer, connection } = args.contextValue as OperationContext & ServerContext;
  const plan = new EventPlan(validated);
  return new SubscriptionResults({
    events: source[Symbol.asyncIterator](),
    respond: (event) => {
      const execute = () => executeSubscriptionEvent({ ...validated, rootValue: event });
      const read = plan.read(event);
      return read instanceof Promise ? read.catch(execute) : (read ?? execute());
    },
    signal,
    viewer,
    connection,
  });
}
