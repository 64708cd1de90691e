import type { AttemptsStreamSubscription, CreateRouteInput } from '../gql/graphql.ts';
import { AttemptsStream } from './attempt-operations.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './create-test-app.ts';
import { createRoute } from './created-route.ts';
import { type Delivered, delivered } from './delivered.ts';
import { answer, content, errorBody, sendStream, sseHeaders } from './fake-openai.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { register } from './registered-model.ts';
import { type Exchange, startUpstream, type Upstream } from './upstream.ts';

export type AttemptEvent = Delivered<AttemptsStreamSubscription['chat']>;

/** An app with the models `first` and `second`, of which each has a scripted upstream. */
export interface AttemptFixture extends AsyncDisposable {
  readonly app: TestApp;
  readonly client: GraphqlClient;
  readonly first: Upstream;
  readonly second: Upstream;
  /** Creates a route of new models, in this order, and returns the input of a chat with it. */
  ask(options?: AskOptions): Promise<Asked>;
}

export interface Asked {
  readonly input: AskInput;
  /** IDs of the models. */
  readonly models: readonly string[];
}

export interface AskInput {
  readonly routeId: string;
  readonly messages: { readonly role: 'USER'; readonly content: string }[];
  readonly acceptsRestart?: boolean;
}

export interface AskOptions {
  readonly policy?: NonNullable<CreateRouteInput['policy']>;
  readonly acceptsRestart?: boolean;
  /** Fields of the first model. */
  readonly first?: Parameters<typeof register>[1];
}

export async function createAttemptFixture(options: TestAppOptions = {}): Promise<AttemptFixture> {
  await using stack = new AsyncDisposableStack();
  const first = stack.use(await startUpstream());
  const second = stack.use(await startUpstream());
  const app = stack.use(await createTestApp(options));
  const client = await app.as('acme');
  let count = 0;
  const running = stack.move();
  return {
    app,
    client,
    first,
    second,
    ask: async ({ policy = {}, acceptsRestart = false, first: fields = {} } = {}) => {
      const name = `route ${count}`;
      count += 1;
      const models = [
        await register(client, { name: 'first', baseUrl: `${first.url}/v1`, ...fields }),
        await register(client, { name: 'second', baseUrl: `${second.url}/v1` }),
      ];
      const targets = models.map(({ id: modelId }, priority) => ({ modelId, priority }));
      const { id: routeId } = await createRoute(client, [], {
        name,
        targets,
        policy,
      });
      const messages = [{ role: 'USER' as const, content: 'Why is the sky blue?' }];
      return {
        input: { routeId, messages, ...(acceptsRestart ? { acceptsRestart } : {}) },
        models: models.map(({ id }) => id),
      };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Reads a chat to its end. */
export async function readChat(
  { client }: AttemptFixture,
  asked: { readonly input: AskInput },
  transport: 'websocket' | 'sse' = 'sse',
): Promise<AttemptEvent[]> {
  const events: AttemptEvent[] = [];
  for await (const { data, errors } of await client.subscribe(transport, AttemptsStream, {
    input: asked.input,
  })) {
    if (data == null) throw new Error(`no event: ${JSON.stringify(errors)}`);
    events.push(delivered(data.chat));
  }
  return events;
}

export function refuse(status: number, code: string | null, headers: Record<string, string> = {}) {
  return (exchange: Exchange): void => {
    exchange.head(status, { 'content-type': 'application/json', ...headers });
    exchange.end(errorBody('Not now', 'some_error', code));
  };
}

export function respond(...texts: string[]) {
  return (exchange: Exchange): Promise<void> => sendStream(exchange, answer(texts));
}

/** Sends a text, if it is not empty, and then events that cannot be read. */
export async function breakAfter(exchange: Exchange, text: string): Promise<void> {
  exchange.head(200, sseHeaders);
  if (text !== '') await exchange.write(content(text));
  await exchange.write('data: {\n\n');
  await exchange.write('data: {\n\n');
  exchange.end();
}
