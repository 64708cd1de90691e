import { computed } from '@preact/signals';
import {
  type Client,
  createClient,
  type ExecutionResult,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
} from '@urql/core';
import { rejectToken, token } from '../session/session.ts';
import { cache } from './cache.ts';
import { socket } from './socket.ts';

/** A new token is a new client, so that nothing of another tenant stays in the cache. */
export const client = computed<Client>(() => create(token.value));

function create(bearer: string | null): Client {
  return createClient({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` } }),
    exchanges: [
      mapExchange({
        onError: ({ response, graphQLErrors }) => {
          const isRejected =
            (response as Response | undefined)?.status === 401 ||
            graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
          if (isRejected && token.peek() === bearer) rejectToken();
        },
      }),
      cache,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }, operation) => ({
          subscribe: (sink) => {
            const live: unknown = operation.context['liveVariables'];
            const current = typeof live === 'function' ? live : () => variables;
            return {
              unsubscribe: socket.value.subscribe<ExecutionResult['data']>(
                {
                  query: query ?? '',
                  get variables() {
                    return current();
                  },
                },
                {
                  next: (result) => sink.next(result as ExecutionResult),
                  error: (error) => sink.error(error),
                  complete: () => sink.complete(),
                },
              ),
            };
          },
        }),
      }),
    ],
  });
}
