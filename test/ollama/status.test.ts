import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Log } from '../../src/log.ts';
import { OllamaStatus } from '../../src/services/ollama/ollama-status.ts';
import { createTestApp, type TestApp, type TestAppOptions } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { OllamaAvailable, OllamaDetails, SeeOllama } from '../support/ollama-operations.ts';
import { bytes, cut, half, html, scriptedOllama, silent } from '../support/scripted-ollama.ts';
import { type Handler, startUpstream, type Upstream } from '../support/upstream.ts';

const quick = { availableMs: 20, unavailableMs: 20 };
const never = { availableMs: 3_600_000, unavailableMs: 3_600_000 };
/** Allows for a busy machine. */
const patient = { timeout: 10_000 };

interface Fixture extends AsyncDisposable {
  readonly ollama: Upstream;
  readonly app: TestApp;
  readonly client: GraphqlClient;
  readonly lines: string[];
}

async function createFixture(handler: Handler, options: TestAppOptions = {}): Promise<Fixture> {
  await using stack = new AsyncDisposableStack();
  const ollama = stack.use(await startUpstream({ handler }));
  const lines: string[] = [];
  const note = (_fields: unknown, message: string) => {
    if (message.startsWith('Ollama')) lines.push(message);
  };
  const log: Log = { error: note, warn: note, info: note, debug: note };
  const overrides = { ollamaPace: quick, ollamaTimeoutMs: 300, log, ...options.overrides };
  const app = stack.use(await createTestApp({ ollamaUrl: ollama.url, ...options, overrides }));
  const client = await app.as('acme', { scopes: ['models:read'] });
  const running = stack.move();
  return {
    ollama,
    app,
    client,
    lines,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const see = async ({ client }: Fixture) => (await client.data(SeeOllama, {})).ollama;
const probes = ({ ollama }: Fixture) =>
  ollama.exchanges.filter(({ request }) => request.path === '/api/version').length;
const questions = ({ ollama }: Fixture) =>
  ollama.exchanges.filter(({ request }) => request.path !== '/api/version').length;

const away: [string, Handler, RegExp][] = [
  ['cuts the connection', cut, /was lost/],
  ['is silent', silent, /timed out/],
  ['fails', bytes('{"error":"secret-canary"}', 500), /HTTP 500/],
  ['is busy', bytes('{"error":"server busy"}', 503), /HTTP 503/],
  ['refuses', bytes('', 403), /HTTP 403/],
  ['is a web site', html, /is not Ollama/],
  ['does not know the page', bytes('404 page not found', 404, 'text/plain'), /is not Ollama/],
  ['says nothing', bytes(''), /is not Ollama/],
  ['has no version', bytes('{"version":""}'), /is not Ollama/],
  ['has a version that is a number', bytes('{"version":1}'), /is not Ollama/],
  ['is a list', bytes('["0.30.0"]'), /is not Ollama/],
  ['says half of it', half('{"version":"0.30.0"}'), /was lost|cannot be reached/],
];

describe('an Ollama that', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await createFixture(cut);
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  test.each(away)('%s is unavailable, with a reason', async (_name, handler, reason) => {
    fixture.ollama.handle(scriptedOllama({ '/api/version': handler }));
    await expect.poll(async () => (await see(fixture)).error, patient).toMatch(reason);
    const seen = await see(fixture);
    expect(seen).toEqual({
      available: false,
      version: null,
      error: expect.stringMatching(reason),
      models: [],
      running: [],
    });
    expect(seen.error).not.toMatch(/127\.0\.0\.1|canary|localhost|:\d/);
    expect(questions(fixture)).toBe(0);
  });
});

test('a refused connection is reported', async () => {
  const { url } = await startUpstream().then(async (upstream) => {
    await upstream[Symbol.asyncDispose]();
    return upstream;
  });
  await using fixture = await createFixture(() => {}, { ollamaUrl: url });
  expect(await see(fixture)).toMatchObject({
    available: false,
    error: expect.stringMatching(/^The connection to Ollama was refused\. .*OLLAMA_BASE_URL/),
  });
});

test('an unknown version is accepted', async () => {
  const version = bytes('{"version":"0.0.0"}');
  await using fixture = await createFixture(scriptedOllama({ '/api/version': version }));
  expect(await see(fixture)).toMatchObject({ available: true, version: '0.0.0', error: null });
});

test('a query for one model of an unavailable Ollama is an error, and the other fields are returned', async () => {
  await using fixture = await createFixture(scriptedOllama({ '/api/version': cut }));
  const { data, errors } = await fixture.client.execute(OllamaDetails, { name: 'tiny' });
  expect(data?.ollama).toEqual({ available: false, model: null });
  expect(errors).toMatchObject([
    { path: ['ollama', 'model'], extensions: { code: 'OLLAMA_UNAVAILABLE' } },
  ]);
  expect(questions(fixture)).toBe(0);
});

test('availability is logged and updated once for each change, without a restart', async () => {
  await using fixture = await createFixture(cut);
  const available = async () => (await see(fixture)).available;
  expect(await available()).toBe(false);
  const logged = ['Ollama is not available'];
  for (const [handler, expected, line] of [
    [scriptedOllama(), true, 'Ollama is available'],
    [cut, false, 'Ollama is not available'],
    [scriptedOllama(), true, 'Ollama is available'],
  ] as const) {
    fixture.ollama.handle(handler);
    await expect.poll(available, patient).toBe(expected);
    const before = probes(fixture);
    await expect.poll(() => probes(fixture), patient).toBeGreaterThan(before + 2);
    logged.push(line);
    expect(fixture.lines).toEqual(logged);
  }
  expect((await see(fixture)).models).toHaveLength(2);
});

test('the fields of a response are consistent when Ollama has just become unavailable', async () => {
  await using fixture = await createFixture(scriptedOllama(), { overrides: { ollamaPace: never } });
  expect(await see(fixture)).toMatchObject({ available: true });
  fixture.ollama.handle(cut);
  expect(await see(fixture)).toMatchObject({
    available: false,
    version: null,
    error: expect.stringMatching(/was lost/),
    models: [],
    running: [],
  });
});

test('requests do not wait for an Ollama that is known not to respond', async () => {
  await using fixture = await createFixture(silent, { overrides: { ollamaPace: never } });
  expect(await see(fixture)).toMatchObject({ available: false });
  const before = fixture.ollama.exchanges.length;
  expect(await see(fixture)).toMatchObject({ available: false, models: [] });
  expect(fixture.ollama.exchanges.length).toBe(before);
});

test('many concurrent first requests share one check', async () => {
  await using fixture = await createFixture(scriptedOllama(), { overrides: { ollamaPace: never } });
  const all = Array.from({ length: 20 }, () => fixture.client.data(OllamaAvailable, {}));
  for (const { ollama } of await Promise.all(all)) expect(ollama.available).toBe(true);
  expect(probes(fixture)).toBe(1);
});

test('an Ollama that is never used is never checked', async () => {
  await using fixture = await createFixture(scriptedOllama());
  expect((await fetch(`${fixture.app.origin}/readyz`)).status).toBe(200);
  expect(fixture.ollama.exchanges).toHaveLength(0);
});

test('stopping the server does not wait for a check', async () => {
  const fixture = await createFixture(silent, { overrides: { ollamaTimeoutMs: 60_000 } });
  const asking = fixture.client.execute(OllamaAvailable, {}).catch(() => null);
  const { closed } = await fixture.ollama.nextExchange('/api/version');
  await fixture.app[Symbol.asyncDispose]();
  await Promise.all([asking, closed]);
  await fixture[Symbol.asyncDispose]();
});

describe('readiness', () => {
  const ready = async ({ app }: Fixture) => (await fetch(`${app.origin}/readyz`)).status === 200;

  test('fails without Ollama when it is required, whatever the failure', async () => {
    await using fixture = await createFixture(cut, { ollamaOptional: false });
    for (const [, handler] of away) {
      fixture.ollama.handle(scriptedOllama({ '/api/version': handler }));
      await expect.poll(() => ready(fixture), patient).toBe(false);
      fixture.ollama.handle(scriptedOllama());
      await expect.poll(() => ready(fixture), patient).toBe(true);
    }
    fixture.ollama.handle(cut);
    await expect.poll(() => ready(fixture), patient).toBe(false);
    expect((await fetch(`${fixture.app.origin}/livez`)).status).toBe(200);
  });

  test('fails within seconds when an Ollama that is required does not respond', async () => {
    const overrides = { ollamaTimeoutMs: 60_000 };
    await using fixture = await createFixture(silent, { ollamaOptional: false, overrides });
    const begun = performance.now();
    expect(await ready(fixture)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test('checks again when the known state is old', async () => {
    const overrides = { ollamaPace: never };
    const options = { ollamaOptional: false, overrides };
    await using fixture = await createFixture(scriptedOllama(), options);
    expect(await ready(fixture)).toBe(true);
    fixture.ollama.handle(cut);
    await expect.poll(() => ready(fixture), patient).toBe(false);
    fixture.ollama.handle(scriptedOllama());
    await expect.poll(() => ready(fixture), patient).toBe(true);
  });

  test('does not need Ollama when it is optional', async () => {
    await using fixture = await createFixture(cut);
    expect(await see(fixture)).toMatchObject({ available: false });
    expect(await ready(fixture)).toBe(true);
  });
});

describe('availability listeners', () => {
  const log: Log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  const statusOf = (version: () => Promise<string>) =>
    new OllamaStatus({ inventory: { version }, now: () => new Date(), log, pace: quick });

  test('are called each time that Ollama becomes available, until they are removed', async () => {
    let isUp = false;
    await using status = statusOf(async () => {
      if (isUp) return '0.30.0';
      throw new Error('away');
    });
    let [calls, left] = [0, 0];
    using _listener = status.onAvailable(() => {
      calls += 1;
    });
    const other = status.onAvailable(() => {
      left += 1;
    });
    expect((await status.current()).available).toBe(false);
    expect(calls).toBe(0);
    for (const expected of [1, 2]) {
      isUp = true;
      await expect.poll(() => calls, patient).toBe(expected);
      expect(left).toBe(1);
      other[Symbol.dispose]();
      isUp = false;
      await expect.poll(async () => (await status.current()).available, patient).toBe(false);
    }
  });

  test('do not affect each other', async () => {
    await using status = statusOf(async () => '0.30.0');
    let calls = 0;
    using _bad = status.onAvailable(() => {
      throw new Error('bad');
    });
    using _good = status.onAvailable(() => {
      calls += 1;
    });
    await expect.poll(() => calls, patient).toBe(1);
  });

  test('are not called after the status was stopped', async () => {
    const asked = Promise.withResolvers<string>();
    const status = statusOf(() => asked.promise);
    let calls = 0;
    using _listener = status.onAvailable(() => {
      calls += 1;
    });
    const stopped = status[Symbol.asyncDispose]();
    asked.resolve('0.30.0');
    await stopped;
    expect(calls).toBe(0);
  });
});
