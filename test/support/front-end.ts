import {
  type AnyVariables,
  Client,
  type Exchange,
  fetchExchange,
  mapExchange,
  type OperationResult,
  subscriptionExchange,
} from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { cacheOptions } from '../../web/src/api/cache.ts';
import type { TypedDocumentString } from '../gql/graphql.ts';
import type { GraphqlClient } from './graphql-client.ts';

type Document<Data, Variables> = TypedDocumentString<Data, Variables>;

/** Without its logger, which warns about the fragments of other types in a union. */
const cache = cacheExchange({ ...cacheOptions, logger: () => {} });

/** What a component shows: the newest data of its query, also when the cache changes it. */
export interface Shown<Data> {
  readonly data: Data;
}

/**
 * A front end with urql, and with the normalized cache of the console: it has keys and pages, and no
 * updates. It records the operations that the cache does not respond to.
 */
export class FrontEnd implements AsyncDisposable {
  /** The names of the operations that were sent. */
  readonly sent: string[] = [];
  readonly #socket;
  readonly #client: Client;
  readonly #stack = new AsyncDisposableStack();

  constructor({ origin, token, headers }: GraphqlClient) {
    this.#socket = createClient({
      url: `${origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    this.#stack.defer(async () => this.#socket.dispose());
    this.#client = new Client({
      url: `${origin}/graphql`,
      preferGetMethod: false,
      fetchOptions: { headers },
      exchanges: [cache, this.#recorder(), fetchExchange, this.#subscriptions()],
    });
  }

  async query<Data, Variables>(document: Document<Data, Variables>, variables: Variables) {
    const source = this.#client.query<Data>(document.toString(), variables as AnyVariables);
    return dataOf(await source.toPromise());
  }

  async mutate<Data, Variables>(document: Document<Data, Variables>, variables: Variables) {
    const source = this.#client.mutation<Data>(document.toString(), variables as AnyVariables);
    return dataOf(await source.toPromise());
  }

  /** Reads, and then shows what the cache makes of it. */
  async show<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
  ): Promise<Shown<Data>> {
    const source = this.#client.query<Data>(document.toString(), variables as AnyVariables);
    const { promise, resolve, reject } = Promise.withResolvers<Data>();
    const shown: { data?: Data } = {};
    const { unsubscribe } = source.subscribe((result) => {
      try {
        shown.data = dataOf(result);
        resolve(shown.data);
      } catch (error) {
        reject(error);
      }
    });
    this.#stack.defer(unsubscribe);
    return Object.assign(shown, { data: await promise });
  }

  /** Follows a subscription to its end, or until the front end is closed. */
  follow<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
    next: (data: Data) => void,
  ): Promise<void> {
    const source = this.#client.subscription<Data>(document.toString(), variables as AnyVariables);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const { unsubscribe } = source.subscribe((result) => {
      try {
        // The last item comes again with the end of the stream.
        if (result.hasNext) next(dataOf(result));
        else resolve();
      } catch (error) {
        reject(error);
      }
    });
    this.#stack.defer(unsubscribe);
    return promise;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }

  #recorder(): Exchange {
    return mapExchange({
      onOperation: ({ kind, query }) => {
        if (kind === 'teardown') return;
        const [definition] = query.definitions;
        const name = definition !== undefined && 'name' in definition ? definition.name : undefined;
        this.sent.push(`${kind} ${name?.value}`);
      },
    });
  }

  #subscriptions(): Exchange {
    return subscriptionExchange({
      forwardSubscription: ({ query = '', variables = {} }) => ({
        subscribe: (sink) => ({
          unsubscribe: this.#socket.subscribe({ query, variables }, sink as never),
        }),
      }),
    });
  }
}

function dataOf<Data>({ data, error }: OperationResult<Data>): Data {
  if (error !== undefined) throw error;
  if (data === undefined) throw new Error('The server returned no data.');
  return data;
}
