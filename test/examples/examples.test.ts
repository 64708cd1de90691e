import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { SetDefault } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const folder = fileURLToPath(new URL('../../examples', import.meta.url));
const isInstalled = existsSync(join(folder, 'node_modules'));
const needed = isInstalled ? 'the example' : 'the example (skipped: run npm ci --prefix examples)';

/** Runs an example to its end, as a person would. */
const run = promisify(execFile);

describe.skipIf(!isInstalled)(needed, () => {
  let app: TestApp;
  let provider: Upstream;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    const manifest = join(folder, 'persisted/generated/persisted-documents.json');
    const documents = new Map(
      Object.entries(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>),
    );
    provider = await startUpstream({
      handler: (exchange) => sendStream(exchange, answer(['Sunlight ', 'scatters.'])),
    });
    app = await createTestApp({ persistedDocuments: { documents, only: false } });
    const client = await app.as('acme');
    for (const displayName of ['First', 'Second', 'Third']) {
      const { id } = await register(client, {
        name: 'gpt',
        displayName,
        baseUrl: `${provider.url}/v1`,
        apiKey: 'sk-examples-0123456789',
      });
      await client.data(SetDefault, { input: { id } });
    }
    environment = {
      ...process.env,
      MODELYARD_URL: `${app.origin}/graphql`,
      TOKEN: client.token ?? '',
    };
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await provider[Symbol.asyncDispose]();
  });

  const names = ['First', 'Second', 'Third'];
  const response = ['Sunlight scatters.', 'STOP'];

  test.each<[string, readonly string[]]>([
    ['graphql-ws/chat.js', response],
    ['graphql-sse/stream.js', response],
    ['urql/chat.js', [...names.map((name) => `${name} ACTIVE`), ...response]],
    ['apollo/models.js', [...names, ...response]],
    ['relay/models.js', [...names, ...response]],
    ['persisted/chat.js', [...names.map((name) => `${name} ACTIVE`), 'Sunlight scatters. STOP']],
  ])('%s prints what it reads', async (file, lines) => {
    const { stdout, stderr } = await run(process.execPath, [file], {
      cwd: folder,
      env: environment,
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').toSorted()).toEqual([...lines].toSorted());
  });

  test('curl/query.sh reads the models', async () => {
    const { stdout } = await run('sh', ['curl/query.sh'], { cwd: folder, env: environment });
    const { data } = JSON.parse(stdout) as {
      data: { models: { nodes: { displayName: string }[] } };
    };
    expect(data.models.nodes.map(({ displayName }) => displayName).toSorted()).toEqual(names);
  });

  test('curl/stream.sh shows events', async () => {
    const { stdout } = await run('sh', ['curl/stream.sh'], { cwd: folder, env: environment });
    expect(stdout).toMatch(/event: next\ndata: [^\n]*ContentDelta[\s\S]*event: complete/);
  });

  test('python/chat.py streams a response', async () => {
    const { stdout } = await run('python3', ['python/chat.py'], { cwd: folder, env: environment });
    expect(stdout.trim().split('\n')).toEqual(response);
  });

  test('graphql-ws/chat.js shows why a token is rejected', async () => {
    const env = { ...environment, TOKEN: 'a.b.c' };
    const failed = run(process.execPath, ['graphql-ws/chat.js'], { cwd: folder, env });
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The token is invalid'),
    });
  });
});
