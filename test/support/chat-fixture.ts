import type { ChatStreamSubscription, ChatWholeMutation } from '../gql/graphql.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './create-test-app.ts';
import { type Delivered, delivered } from './delivered.ts';
import { fakeVendors, type Vendor } from './fake-vendors.ts';
import type { GraphqlClient, Stream } from './graphql-client.ts';
import { CreateModel } from './operations.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** An app with one model and a scripted upstream. */
export interface ChatFixture extends AsyncDisposable {
  readonly app: TestApp;
  readonly client: GraphqlClient;
  readonly upstream: Upstream;
  readonly modelId: string;
}

/** Starts an app with a scripted upstream of a vendor, and registers one of its models. */
export async function createChatFixture(
  vendor: Vendor,
  options: TestAppOptions = {},
): Promise<ChatFixture> {
  await using stack = new AsyncDisposableStack();
  const upstream = stack.use(await startUpstream());
  const fake = fakeVendors[vendor];
  fake.serve(upstream, () => {});
  const app = stack.use(await createTestApp({ ollamaUrl: upstream.url, ...options }));
  const client = await app.as('acme');
  const { createModel } = await client.data(CreateModel, { input: fake.model(upstream.url) });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  const running = stack.move();
  return {
    app,
    client,
    upstream,
    modelId: createModel.model.id,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

export type ChatEvent = Delivered<ChatStreamSubscription['chat']>;

/** The input of a chat with one message. */
export function ask(modelId: string, content = 'Why is the sky blue?') {
  return { input: { modelId, messages: [{ role: 'USER' as const, content }] } };
}

/** Reads the next event. An error fails the test. */
export async function nextEvent(stream: Stream<ChatStreamSubscription>): Promise<ChatEvent> {
  const { value } = await stream.next();
  if (value?.data == null) throw new Error(`no event: ${JSON.stringify(value)}`);
  return delivered(value.data.chat);
}

/** Reads all remaining events. */
export async function readAll(stream: Stream<ChatStreamSubscription>): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  for await (const { data, errors } of stream) {
    if (data == null) throw new Error(`no event: ${JSON.stringify(errors)}`);
    events.push(delivered(data.chat));
  }
  return events;
}

/** The completion of a response, or of its error. */
export function endOf(chat: ChatWholeMutation['chat']) {
  if (chat.__typename === 'ChatPayload') return chat.completion;
  if (chat.__typename === 'UpstreamError' && chat.failedCompletion !== null) {
    return chat.failedCompletion;
  }
  throw new Error(JSON.stringify(chat));
}
