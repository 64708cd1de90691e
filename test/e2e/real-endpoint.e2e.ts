import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreateModelInput } from '../gql/graphql.ts';
import { ask, readAll } from '../support/chat-fixture.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ChatStream, CreateModel, TestModel } from '../support/operations.ts';

/**
 * The same promises at a real server:
 * E2E_OPENAI_BASE_URL, with E2E_OPENAI_MODEL and, if need be, E2E_OPENAI_API_KEY;
 * E2E_OLLAMA_BASE_URL, with E2E_OLLAMA_MODEL.
 */
const {
  E2E_OPENAI_BASE_URL: openai,
  E2E_OPENAI_MODEL: remoteName = 'gpt-4.1-mini',
  E2E_OPENAI_API_KEY: apiKey,
  E2E_OLLAMA_BASE_URL: ollama,
  E2E_OLLAMA_MODEL: localName = 'llama3.2',
} = process.env;

const endpoints: [string, string | undefined, CreateModelInput][] = [
  [
    'an OpenAI-compatible server',
    openai,
    {
      remote: {
        name: remoteName,
        type: 'CHAT',
        baseUrl: openai ?? null,
        ...(apiKey === undefined ? {} : { apiKey }),
      },
    },
  ],
  ['Ollama', ollama, { local: { name: localName, type: 'CHAT' } }],
];

describe.each(endpoints)('%s', (name, url, input) => {
  let app: TestApp;
  let client: GraphqlClient;
  let modelId: string;

  test.skipIf(url !== undefined)(`needs an address: none was given for ${name}`, ({ skip }) =>
    skip(),
  );
  if (url === undefined) return;

  beforeAll(async () => {
    app = await createTestApp({ ollamaUrl: url, egressAllow: [new URL(url).host] });
    client = await app.as('acme');
    const { createModel } = await client.data(CreateModel, { input });
    if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
    modelId = createModel.model.id;
  });
  afterAll(() => app[Symbol.asyncDispose]());

  test('passes its own test', { timeout: 300_000 }, async () => {
    const { testModel } = await client.data(TestModel, { input: { id: modelId } });
    expect(testModel).toMatchObject({ ok: true });
  });

  test('streams an answer to its end', { timeout: 300_000 }, async () => {
    const events = await readAll(await client.subscribe('sse', ChatStream, ask(modelId)));
    expect(events.at(0)).toMatchObject({ __typename: 'ChatStarted' });
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatCompleted',
      completion: { status: 'COMPLETED', usage: { totalTokens: expect.any(Number) } },
    });
  });

  test('stops when nobody listens', { timeout: 300_000 }, async () => {
    const stream = await client.subscribe('websocket', ChatStream, ask(modelId, 'Count to 10000.'));
    for (let events = 0; events < 3; events += 1) await stream.next();
    await stream.leave();
  });
});
