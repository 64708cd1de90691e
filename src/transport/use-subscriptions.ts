import {
  createSourceEventStream,
  executeSubscriptionEvent,
  validateSubscriptionArgs,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LiveReader } from '../events/live-reader.ts';
import { badRequest } from './bad-request.ts';
import { EventPlan } from './event-plan.ts';
import {
  acceptsEventStream,
  EventStream,
  eventStreamHeaders,
  eventStreamType,
} from './event-stream.ts';
import type { ErrorMask } from './mask-error.ts';
import type { OperationContext, ServerContext } from './operation-context.ts';
import { Subscription } from './subscription.ts';

/**
 * Subscribes with a low cost per event, and ends the subscription when its client disconnects. The
 * result is a {@link Subscription} instead of an iterable, because every plugin would wrap an
 * iterable once more. Over HTTP, results are sent as server-sent events.
 */
export function useSubscriptions(maskError: ErrorMask): Plugin<OperationContext, ServerContext> {
  return {
    onSubscribe({ setSubscribeFn }) {
      // The types of graphql-yoga are less strict.
      setSubscribeFn((args) => subscribe(args as SubscriptionArgs, maskError));
    },
    onResultProcess({ request, result, setResultProcessor, serverContext, acceptableMediaTypes }) {
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
      acceptableMediaTypes.splice(0, acceptableMediaTypes.length, eventStreamType);
      setResultProcessor(
        (_result, { Response }) =>
          new Response(null, { status: 406, headers: { accept: eventStreamType } }),
        eventStreamType,
      );
    },
  };
}

type SubscriptionArgs = Parameters<typeof validateSubscriptionArgs>[0];

async function subscribe(args: SubscriptionArgs, maskError: ErrorMask) {
  const validated = validateSubscriptionArgs(args);
  if (!('schema' in validated)) return { errors: validated.map(badRequest) };
  const source = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in source)) return source;
  // The pipeline creates the context with these types.
  const { signal, viewer, connection } = args.contextValue as OperationContext & ServerContext;
  const plan = EventPlan.of(validated);
  return new Subscription({
    events: LiveReader.from(source),
    respond: (event) => {
      const execute = () => executeSubscriptionEvent({ ...validated, rootValue: event });
      const read = plan.read(event, args.contextValue);
      return read instanceof Promise ? read.catch(execute) : (read ?? execute());
    },
    maskError,
    signal,
    viewer,
    connection,
  });
}
