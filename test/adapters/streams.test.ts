import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { type Dialogue, dialogues } from '../support/dialogues.ts';
import { lastLine, ndjsonHeaders } from '../support/fake-ollama.ts';
import { chunk, content, done, sseHeaders, usageChunk } from '../support/fake-openai.ts';

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const counted = { promptTokens: 9, completionTokens: 3, totalTokens: 12 };

const headersOf = ({ provider }: Dialogue) => (provider === null ? ndjsonHeaders : sseHeaders);
const adapterOf = ({ provider, model }: Dialogue) =>
  fixture.adapter(provider, model === undefined ? {} : { name: model });

/** Every dialogue is truncated at about as many positions, or with ALL_POSITIONS=true at every byte. */
const positions = process.env['ALL_POSITIONS'] === 'true' ? Number.POSITIVE_INFINITY : 25;

describe.each(Object.entries(dialogues))('%s', (_name, dialogue) => {
  const expected = {
    thinking: dialogue.thinking ?? '',
    content: dialogue.content ?? '',
    error: null,
    finish: {
      finishReason: dialogue.finishReason,
      rawFinishReason: dialogue.rawFinishReason,
      ...(dialogue.usage === undefined ? {} : { usage: dialogue.usage }),
    },
  };

  test.each([
    ['in one chunk', Number.POSITIVE_INFINITY],
    ['in chunks of seven bytes', 7],
    ['byte by byte', 1],
  ])('is read when it arrives %s', async (_way, size) => {
    const bytes = Buffer.from(dialogue.bytes);
    fixture.upstream.handle(async (exchange) => {
      exchange.head(200, headersOf(dialogue));
      for (let at = 0; at < bytes.length; at += size) {
        await exchange.write(bytes.subarray(at, Math.min(at + size, bytes.length)));
      }
      exchange.end();
    });
    const outcome = await listen(adapterOf(dialogue), dialogue.request);
    expect(outcome).toMatchObject(expected);
    expect(outcome.calls).toMatchObject(dialogue.calls ?? []);
    expect(outcome.parts.filter(({ type }) => type === 'finish')).toHaveLength(1);
    expect(outcome.parts.at(-1)?.type).toBe('finish');
    // Reasoning precedes the content, and the deltas of a call form its arguments.
    const types = outcome.parts.map(({ type }) => type);
    expect(types.lastIndexOf('thinking-delta')).toBeLessThan(
      types.includes('content-delta') ? types.indexOf('content-delta') : types.length,
    );
    for (const [index, { id, rawArguments }] of outcome.calls.entries()) {
      if (dialogue.calls?.[index]?.id === undefined) expect(id).toMatch(/^call_/);
      const pieces = outcome.parts.map((part) =>
        part.type === 'tool-call-delta' && part.index === index ? part.argumentsDelta : '',
      );
      expect(pieces.join('')).toBe(rawArguments);
    }
  });

  test('is never complete when it is truncated', { timeout: 60_000 }, async () => {
    const bytes = Buffer.from(dialogue.bytes);
    // After the finish reason, the rest may be missing.
    const finishReason =
      dialogue.provider === null
        ? '"done":true'
        : dialogue.rawFinishReason === null
          ? '"choices":[]'
          : `"finish_reason":"${dialogue.rawFinishReason}"`;
    const end = dialogue.bytes.indexOf(finishReason);
    expect(end).toBeGreaterThan(0);
    const wholeAt = Buffer.from(dialogue.bytes.slice(0, end)).length;
    const step = Math.max(1, Math.floor(wholeAt / positions));
    for (let cut = 0; cut < wholeAt; cut += step) {
      for (const hard of [false, true]) {
        fixture.upstream.handle(async (exchange) => {
          exchange.head(200, headersOf(dialogue));
          await exchange.write(bytes.subarray(0, cut));
          if (hard) exchange.destroy();
          else exchange.end();
        });
        const outcome = await listen(adapterOf(dialogue), dialogue.request);
        expect(outcome.finish).toBeNull();
        expect(expected.content.startsWith(outcome.content)).toBe(true);
        expect(expected.thinking.startsWith(outcome.thinking)).toBe(true);
      }
    }
  });
});

test("Gemini's signature is stored with its tool call", async () => {
  const dialogue = dialogues['Gemini: no index, whole calls, a signature'] as Dialogue;
  fixture.upstream.handle((exchange) => {
    exchange.head(200, sseHeaders);
    exchange.end(dialogue.bytes);
  });
  const { calls } = await listen(adapterOf(dialogue), dialogue.request);
  expect(calls).toMatchObject([
    { providerMetadata: { extra_content: { google: { thought_signature: 'c2ln' } } } },
    { providerMetadata: null },
  ]);
});

describe('a response without a finish reason', () => {
  const hear = (bytes: string, cut = false) => {
    fixture.upstream.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(bytes);
      if (cut) exchange.destroy();
      else exchange.end();
    });
    return listen(fixture.adapter('generic'));
  };

  test('is complete after [DONE]', async () => {
    const outcome = await hear(content('Ja') + done);
    expect(outcome.finish).toMatchObject({ finishReason: 'OTHER', rawFinishReason: null });
  });

  test('is truncated when it contains only [DONE]', async () => {
    expect(await hear(done)).toMatchObject({ parts: [], error: null });
    expect((await hear(usageChunk(usage) + done)).finish).toBeNull();
  });

  test.each([false, true])(
    'is truncated at the end of the body (broken connection: %j)',
    async (cut) => {
      expect(await hear(content('Ja'), cut)).toMatchObject({ content: 'Ja', finish: null });
    },
  );

  test('is truncated when usage arrives with a text, and the usage is reported', async () => {
    const first = chunk({ delta: { content: 'J' }, usage: { ...usage, total_tokens: 1 } });
    const outcome = await hear(first + chunk({ delta: { content: 'a' }, usage }));
    expect(outcome).toMatchObject({ content: 'Ja', finish: null, usage: counted });
  });

  test('is truncated when a text follows the usage', async () => {
    const outcome = await hear(content('J') + usageChunk(usage) + content('a'));
    expect(outcome).toMatchObject({ content: 'Ja', finish: null, usage: counted });
  });

  test('never starts with usage', async () => {
    const outcome = await hear(usageChunk(usage) + content('Ja') + done);
    expect(outcome.parts.map(({ type }) => type)).toEqual(['content-delta', 'usage', 'finish']);
  });
});

test.each(['generic', null])(
  'a connection that breaks after the finish reason of %s causes no error',
  async (provider) => {
    fixture.upstream.handle(async (exchange) => {
      exchange.head(200, provider === null ? ndjsonHeaders : sseHeaders);
      await exchange.write(provider === null ? lastLine() : chunk({ finishReason: 'stop' }));
      exchange.destroy();
    });
    const outcome = await listen(fixture.adapter(provider));
    expect(outcome).toMatchObject({ error: null, finish: { finishReason: 'STOP' } });
  },
);
