import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/chat-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { delivered } from '../support/delivered.ts';
import { OllamaAvailable } from '../support/ollama-operations.ts';
import { ChatWhole, DeleteModel, RestoreModel } from '../support/operations.ts';
import {
  createLocal,
  createPullFixture,
  megabyte,
  type PullFixture,
  reach,
  registry,
  see,
} from '../support/pull-fixture.ts';
import { CancelPull, PullModel, PullProgress } from '../support/pull-operations.ts';
import { startUpstream } from '../support/upstream.ts';

let fixture: PullFixture;
beforeAll(async () => {
  fixture = await createPullFixture(
    registry(
      'waiting',
      'given-up',
      'restarted',
      'vanishing',
      'doubted',
      'chatting',
      'restored',
      'meanwhile',
    ),
  );
});
afterAll(() => fixture[Symbol.asyncDispose]());

const isAvailable = async () => (await fixture.client.data(OllamaAvailable, {})).ollama.available;
const down = async () => {
  await fixture.ollama.stop();
  await expect.poll(isAvailable).toBe(false);
};

async function chat(modelId: string) {
  const { chat } = await fixture.client.data(ChatWhole, ask(modelId));
  return chat;
}

test('downloads wait while Ollama is unavailable, and start when it is available', async () => {
  const { client, ollama } = fixture;
  await down();
  const id = await createLocal(client, 'waiting');
  expect(await see(client, id)).toMatchObject({
    status: 'DOWNLOADING',
    pull: { state: 'QUEUED', phase: 'waiting for Ollama', attempt: 0 },
  });
  const stream = await client.subscribe('sse', PullProgress, { modelId: id });
  const { value } = await stream.next();
  expect(value?.data?.pullProgress).toMatchObject({ phase: 'waiting for Ollama' });
  await ollama.restart();
  await reach(client, id, 'ACTIVE');
  let last: string | undefined;
  for await (const { data } of stream) last = delivered(data?.pullProgress).state;
  expect(last).toBe('SUCCEEDED');
});

const pullsOf = (name: string) => fixture.ollama.pulls.filter((pull) => pull.name === name).length;

test('a model that is registered while Ollama is unavailable becomes ACTIVE without a transfer when Ollama has it', async () => {
  const { client, ollama } = fixture;
  ollama.install('side-loaded');
  await down();
  const id = await createLocal(client, 'side-loaded');
  expect(await see(client, id)).toMatchObject({ status: 'DOWNLOADING' });
  await ollama.restart();
  expect(await reach(client, id, 'ACTIVE')).toMatchObject({
    name: 'side-loaded:latest',
    statusReason: null,
    pull: { state: 'SUCCEEDED', attempt: 1, error: null },
  });
  expect(pullsOf('side-loaded')).toBe(0);
});

test('a failed download becomes ACTIVE without a transfer when Ollama has the model later', async () => {
  const { client, ollama } = fixture;
  const id = await createLocal(client, 'no-registry-has-it');
  await reach(client, id, 'DOWNLOAD_FAILED');
  const before = pullsOf('no-registry-has-it');
  ollama.install('no-registry-has-it');
  await client.data(PullModel, { input: { id } });
  await reach(client, id, 'ACTIVE');
  expect(pullsOf('no-registry-has-it')).toBe(before);
});

test('a transfer that fails permanently has succeeded when Ollama has the model nevertheless', async () => {
  const { client, ollama } = fixture;
  ollama.faults.push({
    kind: 'error',
    share: 0.1,
    text: 'pull model manifest: file does not exist',
  });
  ollama.bytesPerSecond = 0;
  const id = await createLocal(client, 'meanwhile');
  await expect.poll(() => ollama.openPulls).toBe(1);
  ollama.install('meanwhile');
  ollama.bytesPerSecond = 1_000_000_000;
  expect(await reach(client, id, 'ACTIVE')).toMatchObject({ pull: { state: 'SUCCEEDED' } });
});

describe('a deleted model that is restored', () => {
  const again = async (id: string, between: () => unknown) => {
    const { client } = fixture;
    await client.data(DeleteModel, { input: { id } });
    await between();
    await client.data(RestoreModel, { input: { id } });
    return see(client, id);
  };

  test('cannot be used when Ollama no longer has it, until it is downloaded', async () => {
    const { client, ollama } = fixture;
    const id = await createLocal(client, 'restored');
    await reach(client, id, 'ACTIVE');
    expect(await again(id, () => ollama.remove('restored'))).toMatchObject({
      status: 'DOWNLOAD_FAILED',
      statusReason: 'Ollama no longer has this model; call pullModel to download it again.',
    });
    expect(await again(id, () => ollama.install('restored'))).toMatchObject({
      status: 'ACTIVE',
      statusReason: null,
    });
    expect(await again(id, () => {})).toMatchObject({ status: 'ACTIVE' });
    await again(id, () => ollama.remove('restored'));
    await client.data(PullModel, { input: { id } });
    await reach(client, id, 'ACTIVE');
  });

  test('does not change while Ollama is unavailable', async () => {
    const { client, ollama } = fixture;
    const id = await createLocal(client, 'restored');
    await reach(client, id, 'ACTIVE');
    expect(await again(id, down)).toMatchObject({ status: 'ACTIVE' });
    await ollama.restart();
    await expect.poll(isAvailable).toBe(true);
  });
});

test('a download can be cancelled while Ollama is unavailable', async () => {
  const { client, ollama } = fixture;
  await down();
  const id = await createLocal(client, 'given-up');
  await client.data(CancelPull, { input: { id } });
  await expect.poll(async () => (await see(client, id)).pull?.finishedAt).toBeTruthy();
  await ollama.restart();
  await expect.poll(isAvailable).toBe(true);
  expect(ollama.pulls.filter(({ name }) => name === 'given-up')).toEqual([]);
});

test('a download continues after Ollama was restarted', async () => {
  const { client, ollama } = fixture;
  ollama.bytesPerSecond = 20 * megabyte;
  const id = await createLocal(client, 'restarted');
  await expect
    .poll(async () => Number((await see(client, id)).pull?.completedBytes))
    .toBeGreaterThan(0);
  await ollama.stop();
  await expect
    .poll(async () => (await see(client, id)).pull)
    .toMatchObject({
      state: 'QUEUED',
      error: expect.stringMatching(/Ollama/),
    });
  const { completedBytes } = (await see(client, id)).pull ?? {};
  expect(Number(completedBytes)).toBeGreaterThan(0);
  await ollama.restart();
  ollama.bytesPerSecond = 1_000_000_000;
  const { pull } = await reach(client, id, 'ACTIVE');
  expect(Number(pull?.attempt)).toBeGreaterThan(1);
});

test('a chat while Ollama is unavailable is an error, and no other server is called', async () => {
  const { client, ollama } = fixture;
  const id = await createLocal(client, 'chatting');
  await reach(client, id, 'ACTIVE');
  await ollama.stop();
  expect(await chat(id)).toMatchObject({
    __typename: 'UpstreamError',
    code: 'OLLAMA_UNAVAILABLE',
    message: expect.stringContaining('OLLAMA_BASE_URL'),
  });
  // Modelyard does not know yet that it is gone.
  expect((await see(client, id)).status).toBe('ACTIVE');
  await ollama.restart();
  expect(await chat(id)).toMatchObject({ completion: { status: 'COMPLETED' } });
});

test('a chat with an installed model sends one request', async () => {
  const { client, ollama } = fixture;
  const id = await createLocal(client, 'chatting:latest');
  const before = ollama.requests.length;
  await chat(id);
  const asked = ollama.requests.slice(before).filter((one) => one !== 'GET /api/version');
  expect(asked).toEqual(['POST /api/chat']);
});

test('a model that was deleted outside Modelyard is detected, and can be downloaded with one mutation', async () => {
  const { client, ollama } = fixture;
  const id = await createLocal(client, 'vanishing');
  await reach(client, id, 'ACTIVE');
  ollama.remove('vanishing');
  expect(await chat(id)).toMatchObject({
    __typename: 'UpstreamError',
    reason: 'MODEL_MISSING',
  });
  const model = await reach(client, id, 'DOWNLOAD_FAILED');
  expect(model.statusReason).toBe(
    'Ollama no longer has this model; call pullModel to download it again.',
  );
  expect(await chat(id)).toMatchObject({ code: 'MODEL_NOT_READY' });
  await client.data(PullModel, { input: { id } });
  await reach(client, id, 'ACTIVE');
  expect(await chat(id)).toMatchObject({ completion: { status: 'COMPLETED' } });
});

test('requests do not wait for an Ollama that never responds', async () => {
  await using silent = await startUpstream();
  await using app = await createTestApp({ ollamaUrl: silent.url });
  const client = await app.as('acme');
  const id = await createLocal(client, 'tiny');
  expect(await see(client, id)).toMatchObject({
    status: 'DOWNLOADING',
    pull: { state: 'QUEUED', attempt: 0 },
  });
  // The request is still open: the response did not wait for its end.
  expect((await silent.nextExchange('/api/tags')).isClosed()).toBe(false);
});

test('Ollama receives no unnecessary requests', async () => {
  const { ollama } = fixture;
  expect([...new Set(ollama.requests)].toSorted()).toEqual([
    'GET /api/tags',
    'GET /api/version',
    'POST /api/chat',
    'POST /api/pull',
    'POST /api/show',
  ]);
});
