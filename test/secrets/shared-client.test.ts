import { expect, test } from 'vitest';
import { ask } from '../support/chat-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { ChatWhole, Embed } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream } from '../support/upstream.ts';

test('calls of one base URL send only their own key and headers, whatever runs at the same time', async () => {
  await using upstream = await startUpstream();
  upstream.handle(async (exchange) => {
    // Each response waits for others, so that calls overlap.
    await new Promise((resolve) => setImmediate(resolve));
    if (exchange.request.path.endsWith('/embeddings')) {
      exchange.head(200, { 'content-type': 'application/json' });
      exchange.end(JSON.stringify({ data: [{ index: 0, embedding: [1, 2] }] }));
    } else await sendStream(exchange, answer(['Hi']));
  });
  await using app = await createTestApp();
  const calls: (() => Promise<unknown>)[] = [];
  for (const tenant of ['acme', 'globex']) {
    const client = await app.as(tenant);
    for (const type of ['CHAT', 'EMBEDDING'] as const) {
      for (const number of [1, 2]) {
        const name = `${tenant}-${type}-${number}`;
        const { id: modelId } = await register(client, {
          name,
          type,
          baseUrl: `${upstream.url}/v1`,
          apiKey: `key of ${name}`,
          headers: [{ name: 'X-Secret', value: `header of ${name}` }],
        });
        calls.push(() =>
          type === 'CHAT'
            ? client.data(ChatWhole, ask(modelId))
            : client.data(Embed, { input: { modelId, texts: ['a'] } }),
        );
      }
    }
  }
  await Promise.all(Array.from({ length: 6 }, () => calls.map((call) => call())).flat());
  expect(upstream.exchanges).toHaveLength(48);
  for (const { request } of upstream.exchanges) {
    const { model } = request.body as { model: string };
    expect(request.headers).toMatchObject({
      authorization: `Bearer key of ${model}`,
      'x-secret': `header of ${model}`,
    });
  }
});
