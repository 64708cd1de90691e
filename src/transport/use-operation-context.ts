import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../schema/context.ts';
import type { Services } from '../services/services.ts';
import type { OperationContext, ServerContext } from './operation-context.ts';

/** The context of an operation before its resolvers. */
export type InitialContext = YogaInitialContext & ServerContext;

/** Adds the services and the facts about the operation to the context of the resolvers. */
export function useOperationContext(
  services: Services,
  operationOf: (context: InitialContext) => OperationContext,
): Plugin<Context, ServerContext> {
  return {
    onContextBuilding({ context, extendContext }) {
      const initial = context as unknown as InitialContext; // graphql-yoga creates it.
      const { viewer, signal, isConnected } = operationOf(initial);
      extendContext({ services, viewer, isConnected });
      // The signal of a WebSocket is a native one, and outlives the socket's operations.
      if (initial.operation !== undefined) {
        extendContext({ signal });
        return;
      }
      let native: AbortSignal | undefined;
      // Few operations use it, and creating it takes as long as executing a small query. A getter that
      // is passed to `extendContext` would be read.
      Object.defineProperty(context, 'signal', {
        get: () => {
          native ??= nativeSignal(signal);
          return native;
        },
      });
    },
  };
}

/** Converts the HTTP library's signal, which `AbortSignal.any()` does not accept. */
function nativeSignal(signal: AbortSignal): AbortSignal {
  const abort = new AbortController();
  if (signal.aborted) abort.abort(signal.reason);
  signal.addEventListener('abort', () => abort.abort(signal.reason), { once: true });
  return abort.signal;
}
