import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { RawSocket, type RawSocketOptions } from './raw-socket.ts';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface GraphqlResult<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlError[];
}

type Document<Data, Variables> = TypedDocumentString<Data, Variables>;

/** A subscription that is read result by result. Disposing it unsubscribes. */
export interface Stream<Data> extends AsyncIterableIterator<GraphqlResult<Data>> {
  /** Ends the subscription in the way of its transport: unsubscribes, or closes the response. */
  leave(): Promise<void>;
}

export const transports = ['websocket', 'sse'] as const;
export type Transport = (typeof transports)[number];

/** Calls a running server over its public API. */
export class GraphqlClient {
  readonly origin: string;
  readonly token: string | null;

  constructor(origin: string, token: string | null) {
    this.origin = origin;
    this.token = token;
  }

  get headers(): Record<string, string> {
    return {
      'content-type': 'application/json',
      ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
    };
  }

  async post(body: unknown, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.origin}/graphql`, {
      method: 'POST',
      headers: this.headers,
      body: JSON.stringify(body),
      ...init,
    });
  }

  async execute<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
  ): Promise<GraphqlResult<Data>> {
    const response = await this.post({ query: document.toString(), variables });
    return (await response.json()) as GraphqlResult<Data>; // what the server promises for the document
  }

  /** As {@link execute}, but GraphQL errors fail the test. */
  async data<Data, Variables>(
    document: Document<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const { data, errors } = await this.execute(document, variables);
    if (errors !== undefined || data == null) {
      const failed = { query: document.toString(), variables, errors };
      throw new Error(`the operation failed: ${JSON.stringify(failed, null, 2)}`);
    }
    return data;
  }

  /** Opens a WebSocket whose connection is acknowledged, for messages that the test writes. */
  async openSocket(options: RawSocketOptions = {}): Promise<RawSocket> {
    const socket = await RawSocket.open(this.origin, options);
    const payload = this.token === null ? {} : { authorization: `Bearer ${this.token}` };
    socket.send({ type: 'connection_init', payload });
    const { type } = await socket.next();
    if (type !== 'connection_ack') throw new Error(`not acknowledged, but ${String(type)}`);
    return socket;
  }

  async subscribe<Data, Variables>(
    transport: Transport,
    document: Document<Data, Variables>,
    variables: Variables,
  ): Promise<Stream<Data>> {
    const operation = {
      query: document.toString(),
      variables: variables as Record<string, unknown>,
    };
    return transport === 'websocket' ? this.#overWebSocket(operation) : this.#overSse(operation);
  }

  #overWebSocket<Data>(operation: Operation): Stream<Data> {
    const client = createClient({
      url: `${this.origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: this.token === null ? {} : { authorization: `Bearer ${this.token}` },
    });
    const results = client.iterate<Data>(operation) as AsyncIterableIterator<GraphqlResult<Data>>;
    return Object.assign(results, {
      leave: async () => {
        await results.return?.();
        await client.dispose();
      },
    });
  }

  async #overSse<Data>(operation: Operation): Promise<Stream<Data>> {
    const abort = new AbortController();
    const response = await this.post(operation, {
      headers: { ...this.headers, accept: 'text/event-stream' },
      signal: abort.signal,
    });
    if (response.body === null) throw new Error(`no stream: HTTP ${response.status}`);
    return Object.assign(readServerSentEvents<GraphqlResult<Data>>(response, response.body), {
      leave: async () => abort.abort(),
    });
  }
}

interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Holds a reference to the response: garbage collection would end a body that is not read yet. */
async function* readServerSentEvents<Data>(
  _response: Response,
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Data> {
  let text = '';
  for await (const chunk of body.pipeThrough(
    new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>,
  )) {
    text += chunk;
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) break;
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      if (lines.includes('event: complete')) return;
      const data = lines.find((line) => line.startsWith('data: '));
      if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as Data;
    }
  }
}
