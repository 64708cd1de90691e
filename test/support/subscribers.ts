import type { TypedDocumentString } from '../gql/graphql.ts';
import type { GraphqlClient, GraphqlResult } from './graphql-client.ts';
import type { RawSocket } from './raw-socket.ts';

/** One of many subscriptions. */
export interface Subscriber<Data> {
  readonly results: GraphqlResult<Data>[];
  hasEnded: boolean;
}

/** Many subscriptions with the same document, a hundred on each socket. */
export class Subscribers<Data> implements Disposable {
  readonly all: Subscriber<Data>[] = [];
  readonly #sockets: RawSocket[] = [];

  async add<Variables>(
    client: GraphqlClient,
    count: number,
    operation: { document: TypedDocumentString<Data, Variables>; variables: Variables },
  ): Promise<void> {
    const payload = { query: operation.document.toString(), variables: operation.variables };
    for (let left = count; left > 0; left -= 100) {
      const socket = await client.openSocket();
      this.#sockets.push(socket);
      const subscribers = new Map<string, Subscriber<Data>>();
      for (let index = 0; index < Math.min(left, 100); index += 1) {
        const subscriber: Subscriber<Data> = { results: [], hasEnded: false };
        subscribers.set(`${index}`, subscriber);
        this.all.push(subscriber);
        socket.send({ type: 'subscribe', id: `${index}`, payload });
      }
      void this.#listen(socket, subscribers);
    }
  }

  get ended(): number {
    return this.all.filter(({ hasEnded }) => hasEnded).length;
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async #listen(
    socket: RawSocket,
    subscribers: ReadonlyMap<string, Subscriber<Data>>,
  ): Promise<void> {
    for (;;) {
      const { type, id, payload } = await socket.next();
      const subscriber = subscribers.get(String(id));
      if (subscriber === undefined) throw new Error(`an unexpected message: ${String(type)}`);
      if (type === 'next') subscriber.results.push(payload as GraphqlResult<Data>);
      else subscriber.hasEnded = true;
    }
  }
}
