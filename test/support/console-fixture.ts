import type { Browser } from 'playwright-core';
import type { Database } from '../../src/db/database.ts';
import { createAppWithDatabase } from './app-with-database.ts';
import { launchChromium, type Visit, type VisitOptions, visit } from './chromium.ts';
import type { TestApp, TestAppOptions } from './create-test-app.ts';
import { answer, sendStream } from './fake-openai.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { OllamaSimulator } from './ollama-simulator.ts';
import { register } from './registered-model.ts';
import { type Handler, startUpstream, type Upstream } from './upstream.ts';

export const providerKey = 'sk-console-0123456789';

/** A server with a simulated Ollama and a scripted provider, and a browser to look at it. */
export interface ConsoleFixture extends AsyncDisposable {
  readonly app: TestApp;
  readonly database: Database;
  readonly browser: Browser;
  readonly ollama: OllamaSimulator;
  readonly provider: Upstream;
  /** Base URL of the provider's API. */
  readonly providerUrl: string;
  /** A client of the tenant whose data the page shows. */
  readonly client: GraphqlClient;
  /** What the provider responds to chats with. @default `Hello **world**` */
  chat: Handler;
  /** Registers a chat model of the provider. */
  registerChat(displayName: string): Promise<{ id: string; version: number }>;
  /** Opens the console, such as at `#/models`, with the token of {@link client}. */
  open(fragment: string, options?: VisitOptions & { origin?: string }): Promise<Visit>;
}

export async function createConsoleFixture(options: TestAppOptions = {}): Promise<ConsoleFixture> {
  await using stack = new AsyncDisposableStack();
  const provider = stack.use(await startUpstream());
  const ollama = stack.use(
    await OllamaSimulator.start({
      models: {
        tiny: { layers: [1_000] },
        large: { layers: [40_000_000] },
        huge: { layers: [90_000_000] },
      },
    }),
  );
  const { app, database } = stack.use(
    await createAppWithDatabase({ ollamaUrl: ollama.url, ...options }),
  );
  const client = await app.as('acme', { subject: 'ann' });
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const providerUrl = `${provider.url}/v1`;
  const fixture: Omit<ConsoleFixture, typeof Symbol.asyncDispose> = {
    app,
    database,
    browser,
    ollama,
    provider,
    providerUrl,
    client,
    chat: (exchange) => sendStream(exchange, answer(['Hello ', '**world**'])),
    registerChat: (displayName) =>
      register(client, {
        name: 'gpt-large',
        displayName,
        baseUrl: providerUrl,
        apiKey: providerKey,
      }),
    open: (fragment, { origin = app.origin, ...visitOptions } = {}) => {
      const token = client.token ?? '';
      return visit(browser, `${origin}/${fragment}`, { token, ...visitOptions });
    },
  };
  provider.handle((exchange) => {
    if (exchange.request.path !== '/v1/models') return fixture.chat(exchange);
    exchange.head(200, { 'content-type': 'application/json' });
    const data = ['gpt-large', 'gpt-small'].map((id) => ({ id, object: 'model' }));
    exchange.end(JSON.stringify({ object: 'list', data }));
  });
  const running = stack.move();
  return Object.assign(fixture, { [Symbol.asyncDispose]: () => running.disposeAsync() });
}
