import { createTestApp } from './create-test-app.ts';
import { FrontEnd } from './front-end.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { OllamaSimulator } from './ollama-simulator.ts';
import { register } from './registered-model.ts';
import { testKey } from './test-config.ts';
import { createLastingDatabase } from './test-database.ts';
import { type Handler, startUpstream } from './upstream.ts';

/** A server with a provider, a simulated Ollama, and a credential that an old key encrypts. */
export interface FrontEndFixture extends AsyncDisposable {
  /** Another client of the tenant of the front ends. */
  readonly other: GraphqlClient;
  /** ID of the model `First`. */
  readonly modelId: string;
  /** The provider's API. */
  readonly endpoint: { readonly baseUrl: string; readonly apiKey: string };
  /** What the provider responds to chats with. */
  chat: Handler;
  /** Opens a page in a tab of its own. */
  open(): Promise<FrontEnd>;
  /** Registers a chat model with {@link other}. */
  registerChat(displayName: string): Promise<{ id: string }>;
}

export async function createFrontEndFixture(): Promise<FrontEndFixture> {
  await using stack = new AsyncDisposableStack();
  const place = stack.use(await createLastingDatabase());
  const provider = stack.use(await startUpstream());
  const ollama = stack.use(
    await OllamaSimulator.start({
      models: { one: { layers: [8_000_000] }, two: { layers: [8_000_000] } },
    }),
  );
  const endpoint = { baseUrl: `${provider.url}/v1`, apiKey: 'sk-front-end-0123456789' };
  const registerAs = (client: GraphqlClient, displayName: string) =>
    register(client, { name: 'gpt', displayName, ...endpoint });
  const overrides = { database: place.location };
  const first = await (async () => {
    await using before = await createTestApp({ encryptionKeys: [testKey('old')], overrides });
    return await registerAs(await before.as('acme'), 'First');
  })();
  const encryptionKeys = [testKey('new'), testKey('old')];
  const app = stack.use(await createTestApp({ ollamaUrl: ollama.url, encryptionKeys, overrides }));
  const other = await app.as('acme', { subject: 'bob' });
  const fixture: Omit<FrontEndFixture, typeof Symbol.asyncDispose> = {
    other,
    modelId: first.id,
    endpoint,
    chat: () => {},
    open: async () => new FrontEnd(await app.as('acme', { subject: 'ann' })),
    registerChat: (displayName) => registerAs(other, displayName),
  };
  provider.handle((exchange) => {
    if (exchange.request.path !== '/v1/models') return fixture.chat(exchange);
    exchange.head(200, { 'content-type': 'application/json' });
    exchange.end(JSON.stringify({ object: 'list', data: [{ id: 'gpt', object: 'model' }] }));
  });
  const running = stack.move();
  return Object.assign(fixture, { [Symbol.asyncDispose]: () => running.disposeAsync() });
}
