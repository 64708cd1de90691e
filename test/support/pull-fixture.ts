import { expect } from 'vitest';
import { createTestApp, type TestApp, type TestAppOptions } from './create-test-app.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { OllamaSimulator, type OllamaSimulatorOptions } from './ollama-simulator.ts';
import { CreateLocal, SeeLocal } from './pull-operations.ts';

/** An app with an Ollama without models, and a registry with a few models. */
export interface PullFixture extends AsyncDisposable {
  readonly app: TestApp;
  readonly client: GraphqlClient;
  readonly ollama: OllamaSimulator;
}

export const megabyte = 1_000_000;

/** Creates a registry. Each test uses names of its own. */
export function registry(...names: string[]): OllamaSimulatorOptions['models'] {
  const model = { layers: [8 * megabyte, 1 * megabyte, 500], contextLength: 4_096 };
  return Object.fromEntries(names.map((name) => [name, model]));
}

export async function createPullFixture(
  models: OllamaSimulatorOptions['models'],
  options: TestAppOptions = {},
): Promise<PullFixture> {
  await using stack = new AsyncDisposableStack();
  const ollama = stack.use(await OllamaSimulator.start({ models }));
  const app = stack.use(
    await createTestApp({
      ollamaUrl: ollama.url,
      ...options,
      overrides: {
        pullTimeouts: { retryMs: 20 },
        ollamaPace: { availableMs: 100, unavailableMs: 50 },
        ...options.overrides,
      },
    }),
  );
  const client = await app.as('acme');
  const running = stack.move();
  return { app, client, ollama, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Registers a local model. @returns its ID. */
export async function createLocal(client: GraphqlClient, name: string): Promise<string> {
  const { createModel } = await client.data(CreateLocal, {
    input: { local: { name, type: 'CHAT' } },
  });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  return createModel.model.id;
}

export async function see(client: GraphqlClient, id: string) {
  const { model } = await client.data(SeeLocal, { id });
  if (model == null) throw new Error('There is no such model.');
  return model;
}

/** Waits until a model has a status. @returns the model. */
export async function reach(client: GraphqlClient, id: string, status: string) {
  await expect.poll(async () => (await see(client, id)).status, { timeout: 15_000 }).toBe(status);
  return see(client, id);
}
