import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LineReader } from '../../src/adapters/line-reader.ts';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { lastLine, line, messageLine, ndjsonHeaders } from '../support/fake-ollama.ts';
import { chunk, content, done, sseHeaders } from '../support/fake-openai.ts';

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** Reads a response of a provider; null is Ollama. */
async function read(provider: string | null, bytes: string) {
  fixture.upstream.handle((exchange) => {
    exchange.head(200, provider === null ? ndjsonHeaders : sseHeaders);
    exchange.end(bytes);
  });
  return listen(fixture.adapter(provider));
}

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const thinking = (text: string) => chunk({ delta: { reasoning_content: text } });
const piece = (fields: object) => chunk({ delta: { tool_calls: [{ index: 0, ...fields }] } });
const called = (text: string) => piece({ function: { arguments: text } });
const named = piece({ id: 'call_1', function: { name: 'sum', arguments: '' } });
const stop = chunk({ finishReason: 'stop' }) + done;
const ollamaCall = (call: object) => messageLine({ tool_calls: [call] });

describe('a character that is split between deltas is not replaced', () => {
  test('in text, thinking and arguments', async () => {
    const outcome = await read(
      'generic',
      thinking('a\ud83d') +
        thinking('\ude00') +
        content('b\ud83d') +
        content('\ude00c\ud83d') +
        content('\ude00') +
        named +
        called('"\ud83d') +
        called('\ude00"') +
        stop,
    );
    expect(outcome).toMatchObject({
      thinking: 'a😀',
      content: 'b😀c😀',
      calls: [{ rawArguments: '"😀"' }],
      warnings: [],
    });
    const deltas = outcome.parts.map((part) =>
      part.type === 'tool-call-delta' ? part.argumentsDelta : '',
    );
    expect(deltas.join('')).toBe('"😀"');
    for (const part of outcome.parts) expect(JSON.stringify(part)).not.toContain('\\ud83d');
  });

  test("in Ollama's text", async () => {
    const bytes = messageLine({ content: '\ud83d' }) + messageLine({ content: '\ude00' });
    expect(await read(null, bytes + lastLine())).toMatchObject({ content: '😀', warnings: [] });
  });
});

describe('a character that cannot be stored is replaced, with one warning', () => {
  test.each([
    ['NUL in text', content('a\0'), { content: 'a\ufffd' }],
    [
      'half of a character before other text',
      content('\ud83d') + content('b'),
      { content: '\ufffdb' },
    ],
    ['half of a character at the end', content('a\ud83d'), { content: 'a\ufffd' }],
    ['the second half alone', content('\ude00a'), { content: '\ufffda' }],
    [
      'half of a character before another kind of text',
      thinking('\ud83d') + content('\ude00'),
      { thinking: '\ufffd', content: '\ufffd' },
    ],
    [
      'arguments that end in half of a character',
      named + called('\0\ud83d'),
      { calls: [{ rawArguments: '\ufffd\ufffd' }] },
    ],
    [
      'an id, a name and metadata',
      piece({ id: 'i\0', function: { name: 'n\ud83d' }, extra_content: { 'k\0': '\0' } }),
      {
        calls: [
          {
            id: 'i\ufffd',
            name: 'n\ufffd',
            providerMetadata: { extra_content: { 'k\ufffd': '\ufffd' } },
          },
        ],
      },
    ],
  ])('%s', async (_name, bytes, expected) => {
    const outcome = await read('generic', bytes + stop);
    expect(outcome).toMatchObject({ ...expected, error: null });
    expect(outcome.warnings).toEqual([expect.stringContaining('U+FFFD')]);
    expect(outcome.parts.at(-1)?.type).toBe('finish');
    const deltas = outcome.parts.map((part) =>
      part.type === 'tool-call-delta' ? part.argumentsDelta : '',
    );
    expect(deltas.join('')).toBe(outcome.calls.map(({ rawArguments }) => rawArguments).join(''));
  });

  test('in the finish reason', async () => {
    const outcome = await read('generic', content('a') + chunk({ finishReason: '\0x' }) + done);
    expect(outcome.finish).toMatchObject({ finishReason: 'OTHER', rawFinishReason: '\ufffdx' });
    expect(outcome.warnings).toHaveLength(1);
  });

  test('in every field of Ollama', async () => {
    const outcome = await read(
      null,
      messageLine({ thinking: '\0', content: '\ud83d' }) +
        ollamaCall({ id: '\0', function: { name: '\0', arguments: '\0' } }) +
        lastLine({ done_reason: '\0' }),
    );
    expect(outcome).toMatchObject({
      thinking: '\ufffd',
      content: '\ufffd',
      calls: [{ id: '\ufffd', name: '\ufffd', rawArguments: '\ufffd' }],
      finish: { rawFinishReason: '\ufffd' },
    });
    expect(outcome.warnings).toHaveLength(1);
  });
});

test('a long finish reason is truncated, with a warning', async () => {
  const outcome = await read('generic', chunk({ finishReason: 'x'.repeat(1_000_000) }) + done);
  expect(outcome.finish?.rawFinishReason).toBe('x'.repeat(200));
  expect(outcome.warnings).toEqual([expect.stringContaining('200 characters')]);
});

describe('JSON that is nested too deep', () => {
  test.each([
    ['generic', named + called(nested(100_000)) + stop],
    [null, ollamaCall({ function: { name: 'sum', arguments: nested(100_000) } }) + lastLine()],
  ])('is returned as text when a model generates it: %s', async (provider, bytes) => {
    const outcome = await read(provider, bytes);
    expect(outcome.error).toBeNull();
    expect(outcome.calls).toMatchObject([{ rawArguments: nested(100_000) }]);
    expect(outcome.warnings).toEqual([expect.stringContaining('more than 100 levels')]);
  });

  test.each([
    ['generic', content('Hi') + piece({ extra_content: '?' })],
    ['generic', `${content('Hi')}data: "?"\n\n`],
    [null, messageLine({ content: 'Hi' }) + ollamaCall({ function: { arguments: '?' } })],
    [null, messageLine({ content: 'Hi' }) + line({ error: '?' })],
  ])('ends the response when a server sends it: %s', async (provider, bytes) => {
    for (const levels of [101, 100_000]) {
      const outcome = await read(provider, bytes.replace('"?"', nested(levels)));
      expect(outcome).toMatchObject({ content: 'Hi', finish: null, error: { reason: 'PROTOCOL' } });
      expect(outcome.error?.message).toContain('100 levels');
    }
  });

  test.each(['generic', null])(
    'is a rejected request when an error response contains it: %s',
    async (provider) => {
      for (const body of [
        `{"error":${nested(30_000)}}`,
        nested(30_000),
        `{"error":{"message":${nested(99)}}}`,
      ]) {
        fixture.upstream.handle((exchange) => {
          exchange.head(400, { 'content-type': 'application/json' });
          exchange.end(body);
        });
        const { error } = await listen(fixture.adapter(provider));
        expect(error).toMatchObject({ reason: 'REQUEST_REJECTED', upstreamStatus: 400 });
      }
    },
  );

  test('does not include brackets in a text', async () => {
    const text = '[{'.repeat(200_000);
    const outcome = await read('generic', content(text) + stop);
    expect(outcome).toMatchObject({ content: text, error: null, warnings: [] });
  });
});

test('JSON with too many arrays ends the response', async () => {
  const { error } = await read('generic', `data: {"x":[${'[],'.repeat(200_000)}0]}\n\n`);
  expect(error).toMatchObject({ reason: 'PROTOCOL' });
  expect(error?.message).toContain('100000 arrays and objects');
});

describe('a field whose type differs from the protocol is ignored', () => {
  const odd = [null, 0, 1.5, true, 'x', [], [null], {}, { a: 1 }, [[]], -1, 1e300];
  test.each([
    ['content', (value: unknown) => chunk({ delta: { content: value } })],
    ['reasoning', (value: unknown) => chunk({ delta: { reasoning_content: value } })],
    ['reasoning_details', (value: unknown) => chunk({ delta: { reasoning_details: value } })],
    ['refusal', (value: unknown) => chunk({ delta: { refusal: value } })],
    ['tool_calls', (value: unknown) => chunk({ delta: { tool_calls: value } })],
    ['a tool call', (value: unknown) => chunk({ delta: { tool_calls: [value] } })],
    ['its fields', (value: unknown) => piece({ id: value, index: value, function: value })],
    ['its function', (value: unknown) => piece({ function: { name: value, arguments: value } })],
    ['delta', (value: unknown) => chunk({ choices: [{ index: 0, delta: value }] })],
    ['a choice', (value: unknown) => chunk({ choices: [value] })],
    ['choices', (value: unknown) => chunk({ choices: value as never })],
    ['usage', (value: unknown) => chunk({ usage: value as never })],
    [
      'details of usage',
      (value: unknown) => chunk({ usage: { prompt_tokens: value, prompt_tokens_details: value } }),
    ],
  ])('%s', async (_name, make) => {
    for (const value of odd) {
      const outcome = await read('openrouter', make(value) + content('Hi') + stop);
      expect(outcome).toMatchObject({ error: null, finish: { rawFinishReason: 'stop' } });
      expect(outcome.content.endsWith('Hi')).toBe(true);
      for (const { id, name, rawArguments } of outcome.calls) {
        expect([typeof id, typeof name, typeof rawArguments]).toEqual([
          'string',
          'string',
          'string',
        ]);
      }
    }
  });

  test.each([
    ['message', (value: unknown) => line({ message: value })],
    ['content', (value: unknown) => messageLine({ content: value })],
    ['thinking', (value: unknown) => messageLine({ thinking: value })],
    ['tool_calls', (value: unknown) => messageLine({ tool_calls: value })],
    ['a tool call', (value: unknown) => messageLine({ tool_calls: [value] })],
    ['its fields', (value: unknown) => ollamaCall({ id: value, function: value })],
  ])("Ollama's %s", async (_name, make) => {
    for (const value of odd) {
      const outcome = await read(null, make(value) + messageLine({ content: 'Hi' }) + lastLine());
      expect(outcome).toMatchObject({ error: null, finish: { rawFinishReason: 'stop' } });
      expect(outcome.content.endsWith('Hi')).toBe(true);
    }
  });

  test.each(odd)("Ollama's last line with %j", async (value) => {
    const last = lastLine({ done_reason: value, prompt_eval_count: value, eval_count: value });
    const outcome = await read(null, messageLine({ content: 'Hi' }) + last);
    expect(outcome).toMatchObject({ content: 'Hi', error: null });
    for (const count of Object.values(outcome.finish?.usage ?? {})) {
      expect(count === null || (Number.isInteger(count) && count <= 2_147_483_647)).toBe(true);
    }
  });
});

/** Streams that never end: what is sent once, and what is repeated. */
const endless: Readonly<
  Record<string, readonly [string | null, string, (turn: number) => string]>
> = {
  'text in deltas': ['generic', '', () => content('x'.repeat(100_000))],
  'thinking in deltas': ['generic', '', () => thinking('x'.repeat(100_000))],
  'long names': [
    'generic',
    '',
    (turn) => piece({ index: turn, id: `${turn}`, function: { name: 'x'.repeat(1_000_000) } }),
  ],
  'long ids': ['generic', '', (turn) => piece({ index: turn, id: `${turn}`.padEnd(1_000_000) })],
  'many small calls': [
    'generic',
    '',
    (turn) => piece({ index: turn, id: `${turn}`, function: { name: 'x', arguments: '{}' } }),
  ],
  'one call in small pieces': ['generic', named, () => called('x').repeat(1_000)],
  'one call in large pieces': ['generic', named, () => called('x'.repeat(100_000))],
  'small pieces of a call with a long name': [
    'generic',
    piece({ id: 'x', function: { name: 'x'.repeat(1_000_000) } }),
    () => called('x'),
  ],
  metadata: [
    'gemini',
    '',
    () => piece({ id: 'x', extra_content: { google: 'x'.repeat(100_000) } }),
  ],
  'reasoning details': [
    'openrouter',
    '',
    (turn) => chunk({ delta: { reasoning_details: Array(1_000).fill({ index: turn }) } }),
  ],
  'lines of one event': ['generic', '', () => 'data:\n'.repeat(10_000)],
  'long lines of one event': ['generic', '', () => `data: ${'x'.repeat(100_000)}\n`],
  'usage after a text': [
    'generic',
    content('x'),
    (turn) => chunk({ choices: [], usage: { total_tokens: turn } }).repeat(1_000),
  ],
  "Ollama's text": [null, '', () => messageLine({ content: 'x'.repeat(100_000) })],
  "Ollama's calls": [null, '', () => ollamaCall({ function: { name: 'x', arguments: {} } })],
  "Ollama's long calls": [
    null,
    '',
    () => ollamaCall({ function: { name: 'x', arguments: { x: 'x'.repeat(1_000_000) } } }),
  ],
};

describe('a response without an end is rejected when it exceeds a limit', () => {
  test.each(Object.entries(endless))('%s', async (_name, [provider, first, next]) => {
    const most = 128_000_000;
    let sent = 0;
    fixture.upstream.handle(async (exchange) => {
      exchange.head(200, provider === null ? ndjsonHeaders : sseHeaders);
      await exchange.write(first);
      for (let turn = 0; sent < most && !exchange.isClosed(); turn += 1) {
        const bytes = next(turn);
        sent += bytes.length;
        await exchange.write(bytes);
      }
      exchange.end();
    });
    const { error, parts } = await listen(fixture.adapter(provider));
    expect(error).toMatchObject({ reason: 'PROTOCOL', retryable: false });
    expect(error?.message).toMatch(/more than \d+ /);
    expect(sent).toBeLessThan(most);
    const held = parts.reduce((sum, part) => sum + JSON.stringify(part).length, 0);
    expect(held).toBeLessThan(64_000_000);
  });
});

test('a line in chunks of one byte needs no more memory than its bytes', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const reader = new LineReader();
  collectGarbage();
  const before = process.memoryUsage().arrayBuffers;
  for (let count = 0; count < 1_000; count += 1) {
    // As sockets deliver it: a view on a much larger buffer.
    reader.push(new Uint8Array(65_536).fill(0x78).subarray(0, 1));
  }
  const held = () => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers - before;
  };
  await expect.poll(held).toBeLessThan(4_000_000);
  expect(reader.end()).toEqual(['x'.repeat(1_000)]);
});
