import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { chatRequest } from '../support/chat-request.ts';
import { lastLine, line, messageLine, ndjsonHeaders } from '../support/fake-ollama.ts';
import { chunk, content, done, sseHeaders } from '../support/fake-openai.ts';
import type { Exchange } from '../support/upstream.ts';

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** The same failures as bytes of each protocol. */
const vendors = [
  {
    name: 'openai',
    provider: 'openai',
    headers: sseHeaders,
    text: content('Hi'),
    end: chunk({ finishReason: 'stop' }) + done,
    broken: 'data: {"choices":[{"delta":{"content":"Hi"\n\n',
    deep: `data: ${'['.repeat(200)}${']'.repeat(200)}\n\n`,
    error:
      'data: {"error":{"message":"sk-canary-0123456789 said Tell nobody","type":"server_error"}}\n\n',
    prefix: 'data: {"choices":[{"delta":{"content":"',
  },
  {
    name: 'ollama',
    provider: null,
    headers: ndjsonHeaders,
    text: messageLine({ content: 'Hi' }),
    end: lastLine(),
    broken: '{"message":{"content":"Hi"\n',
    deep: `${'['.repeat(200)}${']'.repeat(200)}\n`,
    error: line({ error: 'sk-canary-0123456789 said Tell nobody' }),
    prefix: '{"message":{"content":"',
  },
] as const;

describe.each(vendors)('$name', (vendor) => {
  const adapter = (overrides = {}) => fixture.adapter(vendor.provider, overrides);
  const serve = (script: (exchange: Exchange) => unknown) =>
    fixture.upstream.handle(async (exchange) => {
      exchange.head(200, vendor.headers);
      await script(exchange);
    });

  test('one message that is not JSON is skipped with a warning when the response is complete', async () => {
    serve(async (exchange) => {
      await exchange.write(vendor.text);
      await exchange.write(vendor.broken);
      await exchange.write(vendor.text);
      exchange.end(vendor.end);
    });
    const outcome = await listen(adapter());
    expect(outcome).toMatchObject({ content: 'HiHi', error: null });
    expect(outcome.finish?.finishReason).toBe('STOP');
    expect(outcome.warnings).toEqual([expect.stringContaining('not valid JSON')]);
  });

  test.each([
    ['a second one', [vendor.text, vendor.broken, vendor.text, vendor.broken, vendor.end]],
    ['an end without a finish reason', [vendor.text, vendor.broken, vendor.text]],
    ['JSON that is too deep', [vendor.text, vendor.broken, vendor.deep, vendor.end]],
  ])('after a message that is not JSON, %s is an error', async (_name, bytes) => {
    serve(async (exchange) => {
      for (const part of bytes) await exchange.write(part);
      exchange.end();
    });
    const outcome = await listen(adapter());
    expect(outcome).toMatchObject({ finish: null, error: { reason: 'PROTOCOL' } });
    expect(outcome.content).toMatch(/^(Hi){1,2}$/);
  });

  test('an error within the stream is recorded without the text of the upstream', async () => {
    serve((exchange) => exchange.end(vendor.text + vendor.error));
    const request = chatRequest();
    const messages = request.messages.map((one) => ({ ...one, content: 'Tell nobody' }));
    const outcome = await listen(adapter(), { ...request, messages });
    expect(outcome).toMatchObject({ content: 'Hi', finish: null });
    expect(outcome.error).not.toBeNull();
    expect(fixture.refusals.at(-1)).toEqual({
      model: 'model',
      status: null,
      reason: 'UNAVAILABLE',
    });
  });

  test('a line without an end fails when it exceeds the limit', async () => {
    const piece = 'x'.repeat(1_000_000);
    let sent = 0;
    serve(async (exchange) => {
      await exchange.write(vendor.prefix);
      for (; sent < 64 && !exchange.isClosed(); sent += 1) await exchange.write(piece);
      exchange.end();
    });
    expect((await listen(adapter())).error?.reason).toBe('PROTOCOL');
    expect(sent).toBeLessThan(64);
  });

  test('a line of several megabytes is read as text', async () => {
    const text = 'é'.repeat(1_000_000);
    const long = vendor.text.replace('Hi', text);
    serve((exchange) => exchange.end(long + vendor.end));
    expect((await listen(adapter())).content).toBe(text);
  });

  test('a slow stream does not time out while data arrives', async () => {
    const bytes = Buffer.from(vendor.text.repeat(3) + vendor.end);
    serve(async (exchange) => {
      for (const byte of bytes) {
        await exchange.write(Uint8Array.of(byte));
        if (byte === 0x0a) await new Promise((resolve) => setImmediate(resolve));
      }
      exchange.end();
    });
    const outcome = await listen(adapter({ timeouts: { firstTokenMs: 5_000, idleMs: 5_000 } }));
    expect(outcome).toMatchObject({ content: 'HiHiHi', error: null });
  });

  test.each([
    ['before headers', 'TIMEOUT_FIRST_TOKEN', 0],
    ['before the first token', 'TIMEOUT_FIRST_TOKEN', 1],
    ['in the middle', 'TIMEOUT_IDLE', 2],
  ])('no data %s ends with %s and closes the request', async (_when, reason, stage) => {
    const closed = new Promise<void>((resolve) =>
      fixture.upstream.handle(async (exchange) => {
        if (stage > 0) exchange.head(200, vendor.headers);
        if (stage > 0) await exchange.write(vendor.provider === null ? '\n' : ': waiting\n\n');
        if (stage > 1) await exchange.write(vendor.text);
        await exchange.closed;
        resolve();
      }),
    );
    const outcome = await listen(adapter({ timeouts: { firstTokenMs: 1_000, idleMs: 300 } }));
    expect(outcome.error).toMatchObject({ reason, retryable: true });
    await closed;
  });

  test('two thousand aborted calls leave no connection and no listener', {
    timeout: 60_000,
  }, async () => {
    const open = new Set<Exchange>();
    fixture.upstream.handle(async (exchange) => {
      open.add(exchange);
      if (open.size % 2 === 0) {
        exchange.head(200, vendor.headers);
        await exchange.write(vendor.text);
      }
      await exchange.closed;
      open.delete(exchange);
    });
    const caller = new AbortController();
    const { signal } = caller;
    const target = adapter();
    const leave = async (how: number) => {
      if (how % 2 === 0) {
        // Aborted by the caller's signal, at any stage of the call.
        const own = new AbortController();
        const parts = target.prepare(chatRequest()).stream({ signal: own.signal });
        const waiting = parts[Symbol.asyncIterator]().next();
        if (how % 4 === 0) await new Promise((resolve) => setImmediate(resolve));
        own.abort();
        await waiting.catch(() => {});
        expect(getEventListeners(own.signal, 'abort')).toEqual([]);
        return;
      }
      const iterator = target.prepare(chatRequest()).stream({ signal })[Symbol.asyncIterator]();
      const waiting = iterator.next();
      await new Promise((resolve) => setImmediate(resolve));
      await iterator.return?.();
      await waiting.catch(() => {});
    };
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 100 }, (_, index) => leave(index)));
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    while (open.size > 0) await Promise.all([...open].map(({ closed }) => closed));
  });
});
