import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatPart } from '../../src/adapters/chat-adapter.ts';
import { createModelCalls, type ModelCalls } from '../../src/adapters/create-model-calls.ts';
import type { CallTarget } from '../../src/adapters/model-call.ts';
import {
  createOllamaInventory,
  createOllamaPuller,
  PullFailure,
} from '../../src/adapters/ollama/index.ts';
import { findProtocol } from '../../src/adapters/provider-catalogue.ts';
import { UpstreamError } from '../../src/errors.ts';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { dialogues } from '../support/dialogues.ts';
import { ndjsonHeaders } from '../support/fake-ollama.ts';
import { sseHeaders } from '../support/fake-openai.ts';
import { Chance, mutate } from '../support/mutate.ts';
import { healthy } from '../support/scripted-ollama.ts';
import type { Exchange, Handler } from '../support/upstream.ts';

/** Number of chats for each kind; FUZZ_RUNS=20000 runs more. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 400);
/** Number of other calls, which are simpler. */
const callRuns = Math.ceil(runs / 4);
const firstSeed = 20_261_124;
const timeout = 20_000 + runs * 50;

let fixture: AdapterFixture;
let calls: ModelCalls;
beforeAll(async () => {
  fixture = await createAdapterFixture();
  calls = createModelCalls(fixture.callOptions);
});
afterAll(() => fixture[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };

/** Sends bytes in one chunk or in several, then ends or breaks the connection. */
async function send(exchange: Exchange, bytes: Buffer, chance: Chance): Promise<void> {
  const size = chance.pick([bytes.length, 7, 1_000]);
  const pieces = Math.min(200, Math.ceil(bytes.length / Math.max(size, 1)));
  for (let piece = 0; piece < pieces; piece += 1) {
    const end = piece === pieces - 1 ? bytes.length : (piece + 1) * size;
    await exchange.write(bytes.subarray(piece * size, end));
  }
  if (chance.below(4) === 0) exchange.destroy();
  else exchange.end();
}

/** Runs `act` with many seeds, one after the other. An error names its seed. */
async function withSeeds(count: number, act: (chance: Chance) => Promise<void>): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    try {
      await act(new Chance(seed));
    } catch (cause) {
      throw new Error(`with the seed ${seed}`, { cause });
    }
  }
}

/** Checks the guarantees of the parts of a response. */
function check(parts: readonly ChatPart[]): void {
  let size = 0;
  const pieces = new Map<number, string>();
  const order: string[] = [];
  for (const [position, part] of parts.entries()) {
    const text = JSON.stringify(part);
    size += text.length;
    // JSON contains characters that cannot be stored only as these escapes.
    if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text))
      throw new Error(`not storable: ${part.type}`);
    if ('text' in part && part.text === '') throw new Error('an empty text');
    if (part.type === 'finish' && position < parts.length - 1) throw new Error('not the last');
    if (part.type === 'tool-call-delta') {
      pieces.set(part.index, (pieces.get(part.index) ?? '') + part.argumentsDelta);
    }
    if (part.type === 'tool-call') order.push(part.toolCall.rawArguments);
  }
  for (const [index, whole] of order.entries()) expect(pieces.get(index)).toBe(whole);
  expect(size).toBeLessThan(40_000_000);
}

describe('a chat with a server that sends random bytes', () => {
  const all = Object.values(dialogues);
  test.each([
    ['an OpenAI-compatible server', all.filter(({ provider }) => provider !== null)],
    ['Ollama', all.filter(({ provider }) => provider === null)],
  ])('ends in a permitted way: %s', { timeout }, async (_name, list) => {
    const endings = new Set<string>();
    await withSeeds(runs, async (chance) => {
      const { provider, request, bytes } = chance.pick(list);
      const sent = mutate(bytes, chance);
      fixture.upstream.handle((exchange) => {
        const status = chance.pick([200, 200, 200, 200, 200, 200, 200, 400, 500]);
        exchange.head(status, provider === null ? ndjsonHeaders : sseHeaders);
        return send(exchange, sent, chance);
      });
      const timeouts = { firstTokenMs: 10_000, idleMs: 10_000 };
      const outcome = await listen(fixture.adapter(provider, { timeouts }), request);
      check(outcome.parts);
      endings.add(outcome.error?.reason ?? outcome.finish?.finishReason ?? 'cut off');
    });
    // The sent bytes must not all have the same effect.
    expect([...endings]).toEqual(expect.arrayContaining(['STOP', 'PROTOCOL', 'cut off']));
    expect(endings).not.toContain('TIMEOUT_IDLE');
  });
});

describe('a call to a server that sends random bytes', () => {
  const target = (providerId: string | null): CallTarget => ({
    protocol: findProtocol(providerId),
    name: 'model',
    baseUrl: `${fixture.upstream.url}/v1`,
    apiKey: null,
    apiKeyHeader: 'authorization',
    headers: {},
    extraParameters: null,
    providerId,
    timeoutMs: 10_000,
  });
  const usage = '"usage":{"prompt_tokens":3,"total_tokens":3}';
  const texts = ['a', 'b'];
  const embedding = { texts, dimensions: null, truncate: false, purpose: 'DOCUMENT' } as const;
  const ranking = { query: 'q', documents: texts, topN: null };
  const speech = { bytes: new Uint8Array(1), mediaType: 'audio/wav', language: null } as const;
  const { signal } = new AbortController();
  const inventory = () =>
    createOllamaInventory(
      { baseUrl: fixture.upstream.url, fetch: fixture.callOptions.ollamaFetch },
      { timeoutMs: 10_000 },
    );

  const kinds: Readonly<Record<string, readonly [string, () => Promise<unknown>]>> = {
    embed: [
      `{"object":"list","data":[{"index":0,"embedding":[0.5,-1e-7]},{"index":1,"embedding":[1,2]}],${usage}}`,
      () => calls.embed(target('openai'), embedding, signal),
    ],
    "Ollama's embed": [
      '{"model":"m","embeddings":[[0.5,-1e-7],[1,2]],"total_duration":1,"prompt_eval_count":4}',
      () => calls.embed(target(null), embedding, signal),
    ],
    rerank: [
      `{"results":[{"index":1,"relevance_score":0.9},{"index":0,"relevance_score":0.1}],${usage}}`,
      () => calls.rerank(target('generic'), ranking, signal),
    ],
    "NVIDIA's rerank": [
      '{"rankings":[{"index":1,"logit":3.5},{"index":0,"logit":-9}]}',
      () => calls.rerank(target('nvidia'), ranking, signal),
    ],
    "DashScope's rerank": [
      `{"output":{"results":[{"index":1,"relevance_score":0.9},{"index":0,"relevance_score":0}]},${usage}}`,
      () => calls.rerank(target('dashscope'), ranking, signal),
    ],
    transcribe: [
      '{"text":"Hello","language":"english","duration":"1.5","segments":[{"start":0,"end":1.5,"text":"Hello"}]}',
      () =>
        calls.transcribe(
          target('openai'),
          { ...speech, prompt: null, temperature: null, timestamps: true },
          signal,
        ),
    ],
    models: [
      '{"object":"list","data":[{"id":"gpt","object":"model","owned_by":"me"}]}',
      () => calls.probe(target('openai'), signal),
    ],
  };

  test.each(Object.entries(kinds))('%s', { timeout }, async (_name, [body, ask]) => {
    await withSeeds(callRuns, async (chance) => {
      const sent = mutate(body, chance);
      fixture.upstream.handle((exchange) => {
        exchange.head(chance.pick([200, 200, 200, 200, 400, 429, 500]), json);
        return send(exchange, sent, chance);
      });
      await settle(ask(), UpstreamError);
    });
  });

  test.each([
    ['/api/tags', () => inventory().list()],
    ['/api/ps', () => inventory().listRunning()],
    ['/api/show', () => inventory().describe('tiny:latest')],
    ['/api/version', () => inventory().version()],
  ] as const)('%s', { timeout }, async (path, ask) => {
    const body = await textOf(healthy[path] as Handler);
    await withSeeds(callRuns, async (chance) => {
      const sent = mutate(body, chance);
      fixture.upstream.handle((exchange) => {
        exchange.head(200, json);
        return send(exchange, sent, chance);
      });
      await settle(ask(), UpstreamError);
    });
  });

  test('/api/pull', { timeout }, async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const lines = [
      { status: 'pulling manifest' },
      { status: 'pulling aaaaaaaaaaaa', digest, total: 100, completed: 50 },
      { status: 'verifying sha256 digest' },
      { status: 'success' },
    ];
    const bytes = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const puller = createOllamaPuller({
      baseUrl: fixture.upstream.url,
      fetch: fixture.callOptions.ollamaFetch,
    });
    const pull = async () => {
      const outcome = [];
      const request = { name: 'tiny', insecure: false };
      for await (const piece of puller.pull(request, signal)) outcome.push(...piece);
      return outcome;
    };
    await withSeeds(callRuns, async (chance) => {
      const sent = mutate(bytes, chance);
      fixture.upstream.handle((exchange) => {
        exchange.head(200, ndjsonHeaders);
        return send(exchange, sent, chance);
      });
      await settle(pull(), PullFailure);
    });
  });

  /** The response of a scripted Ollama. */
  async function textOf(handler: Handler): Promise<string> {
    fixture.upstream.handle(handler);
    const body = JSON.stringify({ model: 'tiny:latest' });
    return (await fetch(`${fixture.upstream.url}/`, { method: 'POST', body })).text();
  }
});

/** Waits for a response that can be stored and returned, or for the only permitted error. */
async function settle(
  answer: Promise<unknown>,
  failure: typeof UpstreamError | typeof PullFailure,
): Promise<void> {
  const [result] = await Promise.allSettled([answer]);
  if (result.status === 'fulfilled') {
    const text = JSON.stringify(result.value) ?? '';
    expect(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text)).toBe(false);
  } else if (!(result.reason instanceof failure)) throw result.reason;
}
