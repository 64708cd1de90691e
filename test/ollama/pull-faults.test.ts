import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PullFault } from '../support/pull-fault.ts';
import {
  createLocal,
  createPullFixture,
  megabyte,
  type PullFixture,
  reach,
  registry,
  see,
} from '../support/pull-fixture.ts';
import { PullModel } from '../support/pull-operations.ts';

const passing: [string, PullFault[], number][] = [
  ['the connection that breaks in the middle', [{ kind: 'cut', share: 0.5 }], 2],
  ['an end at 99 percent', [{ kind: 'cut', share: 0.99 }], 2],
  ['an end at the very first byte', [{ kind: 'cut', share: 0 }], 2],
  ['a line that is no JSON', [{ kind: 'bad-line', share: 0.4 }], 2],
  ['a part that arrived damaged', [{ kind: 'mismatch' }], 2],
  ['a success that is none', [{ kind: 'unlisted' }], 2],
  ['silence in the middle', [{ kind: 'silent', share: 0.5 }], 2],
  ['lines without progress for ever', [{ kind: 'zero', share: 0.3 }], 2],
  ['a layer that is thrown away by half', [{ kind: 'rollback', share: 0.6 }], 1],
  ['a long silence while it is checked', [{ kind: 'slow-verify', ms: 900 }], 1],
  ['a refusal without a reason', [{ kind: 'status', status: 503 }], 2],
  [
    'a registry that cannot be reached for a while',
    [
      { kind: 'error', share: 0.1, text: 'max retries exceeded: Get "https://x": EOF' },
      { kind: 'error', share: 0.2, text: 'pull model manifest: dial tcp: lookup x: no such host' },
    ],
    3,
  ],
  [
    'one fault after the other, as long as bytes come',
    Array.from({ length: 8 }, (_, index) => ({ kind: 'cut' as const, share: 0.1 * (index + 1) })),
    9,
  ],
];

const lasting: [string, PullFault, RegExp][] = [
  [
    'a disk that is full',
    {
      kind: 'error',
      share: 0.2,
      text: 'write /root/.ollama/models/blobs/x: no space left on device',
    },
    /^The disk of the Ollama server is full\.$/,
  ],
  [
    'a model that needs a newer Ollama',
    { kind: 'error', share: 0, text: 'pull model manifest: 412: requires a newer version' },
    /newer version of Ollama/,
  ],
  [
    'a registry that wants to be paid',
    { kind: 'error', share: 0, text: 'pull model manifest: 401: unauthorized' },
    /denied access/,
  ],
  [
    'a registry without TLS',
    {
      kind: 'error',
      share: 0,
      text: 'pull model manifest: Get "https://10.0.0.5/v2": http: server gave HTTP response to HTTPS client',
    },
    /OLLAMA_REGISTRIES/,
  ],
  ['a name that Ollama does not take', { kind: 'status', status: 400 }, /does not accept/],
];

let fixture: PullFixture;
beforeAll(async () => {
  const names = [...passing, ...lasting].map((_, index) => `fault-${index}`);
  fixture = await createPullFixture(registry(...names, 'hopeless'), {
    overrides: { pullTimeouts: { retryMs: 20, stallMs: 500, finishMs: 5_000 } },
  });
  fixture.ollama.bytesPerSecond = 200 * megabyte;
});
afterAll(() => fixture[Symbol.asyncDispose]());

test.each(passing.map((entry, index) => [...entry, `fault-${index}`] as const))(
  'a download recovers from %s',
  async (_name, faults, attempts, name) => {
    const { client, ollama } = fixture;
    ollama.faults.push(...faults);
    const id = await createLocal(client, name);
    const { pull } = await reach(client, id, 'ACTIVE');
    expect(pull).toMatchObject({ state: 'SUCCEEDED', attempt: attempts, error: null });
    expect(ollama.mostAtOnce).toBe(1);
  },
  30_000,
);

test.each(lasting.map((entry, index) => [...entry, `fault-${passing.length + index}`] as const))(
  '%s ends the download with a reason',
  async (_name, fault, reason, name) => {
    const { client, ollama } = fixture;
    ollama.faults.push(fault);
    const id = await createLocal(client, name);
    const model = await reach(client, id, 'DOWNLOAD_FAILED');
    expect(model.statusReason).toMatch(reason);
    expect(model.pull).toMatchObject({ state: 'FAILED', attempt: 1, error: model.statusReason });
    // The error reveals nothing about the machine of the operator.
    expect(JSON.stringify(model)).not.toMatch(/root|10\.0\.0\.5/);
    await client.data(PullModel, { input: { id } });
    expect((await reach(client, id, 'ACTIVE')).pull).toMatchObject({ state: 'SUCCEEDED' });
  },
);

test('a model that does not exist fails immediately', async () => {
  const { client } = fixture;
  const id = await createLocal(client, 'nowhere');
  expect(await reach(client, id, 'DOWNLOAD_FAILED')).toMatchObject({
    statusReason: 'The registry has no such model.',
    pull: { attempt: 1 },
  });
});

test('a download without progress fails after several attempts', async () => {
  const { client, ollama } = fixture;
  ollama.faults.push(...Array.from({ length: 6 }, () => ({ kind: 'cut' as const, share: 0 })));
  const id = await createLocal(client, 'hopeless');
  const model = await reach(client, id, 'DOWNLOAD_FAILED');
  expect(model.pull).toMatchObject({ state: 'FAILED', attempt: 6 });
  expect((await see(client, id)).statusReason).toBe('The connection to Ollama was lost.');
}, 30_000);
