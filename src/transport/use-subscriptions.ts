import {
  createSourceEventStream,
  executeSubscriptionEvent,
  validateSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { badRequest } from './bad-request.ts';
import { EventPlan } from './event-plan.ts';
import type { OperationContext, ServerContext } from './operation-context.ts';
import { SubscriptionResults } from './subscription-results.ts';

/** Subscribes in a way that costs little for each event, and lets nothing outlive its client. */
export function useSubscriptions(): Plugin<OperationContext> {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn((args) => subscribe(args as SubscriptionArgs)); // the server's type is looser
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
