import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, chunk, sendStream, usageChunk } from '../support/fake-openai.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { fencesOf } from '../support/manual.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase, type LastingDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const secret = 'a secret of the tests, of thirty-two bytes and more';
const directory = mkdtempSync(join(tmpdir(), 'modelyard-manual-'));

let place: LastingDatabase;
let provider: Upstream;
let server: ServerProcess;
let origin: string;
let token: string;
let client: GraphqlClient;
let modelId: string;

beforeAll(async () => {
  place = await createLastingDatabase();
  provider = await startUpstream({
    handler: (exchange) => sendStream(exchange, answerOf(['Sunlight ', 'scatters.'])),
  });
  const [builtins] = fencesOf('yaml', 'docs/models.md');
  const file = join(directory, 'models.yaml');
  writeFileSync(file, builtins?.text ?? '');
  server = new ServerProcess('src/start.js', {
    ...place.environment,
    JWT_SECRET: secret,
    EGRESS_ALLOW: '127.0.0.1',
    OLLAMA_BASE_URL: 'http://127.0.0.1:9',
    BUILTIN_MODELS_FILE: file,
    OPENAI_KEY: 'sk-0123456789n3Kf',
  });
  origin = await server.origin();
  token = (await run(firstCommand('TOKEN='), 'printf %s "$TOKEN"')).trim();
  client = new GraphqlClient(origin, token);
  ({ id: modelId } = await register(client, { baseUrl: `${provider.url}/v1` }));
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await provider?.[Symbol.asyncDispose]();
  await place?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

/** The response of the README, whose usage has 21 tokens. */
function answerOf(texts: readonly string[]): string[] {
  const parts = answer(texts);
  const usage = { prompt_tokens: 12, completion_tokens: 9, total_tokens: 21 };
  return [...parts.slice(0, -2), chunk({}), usageChunk(usage), ...parts.slice(-1)];
}

/** A busy server merges deltas. */
function withoutDeltas(events: readonly string[]): string[] {
  return events.map((event) => event.trim()).filter((event) => !event.includes('ContentDelta'));
}

function textIn(events: readonly string[]): string {
  return [...events.join('\n').matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text).join('');
}

function firstCommand(start: string): string {
  const found = fencesOf('sh', 'README.md').find(({ text }) => text.startsWith(start));
  if (found === undefined) throw new Error(`The README has no command that begins with ${start}.`);
  return found.text;
}

/** Runs commands in a shell, with the address and the values of this server. */
async function run(...commands: readonly string[]): Promise<string> {
  const script = commands
    .join('\n')
    .replaceAll('localhost:4000', new URL(origin).host)
    .replaceAll('TW9kZWw6…', modelId)
    .replaceAll('sk-…', 'sk-0123456789n3Kf');
  const env = { ...process.env, JWT_SECRET: secret, TOKEN: token };
  const { stdout } = await promisify(execFile)('bash', ['-euc', script], { cwd: root, env });
  return stdout;
}

/** Runs a snippet as a module in the root of the project. */
async function runModule(code: string, prefix = ''): Promise<string> {
  const text = `${prefix}\n${code}`
    .replaceAll('localhost:4000', new URL(origin).host)
    .replaceAll("'./modelyard-client.js'", "'./examples/modelyard-client.js'");
  const env = { ...process.env, JWT_SECRET: secret, TOKEN: token };
  const args = ['--input-type=module', '--eval', text];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return stdout;
}

describe('the README', () => {
  test('streams a response as its first example shows', async () => {
    const [session] = fencesOf('console', 'README.md');
    const [command = '', ...shown] = (session?.text ?? '').split('\n\n');
    const output = await run(command.replace(/^\$ /, ''));
    const events = output.split('\n\n').filter((event) => event !== ':' && event.trim() !== '');
    expect(withoutDeltas(events)).toEqual(withoutDeltas(shown));
    expect(textIn(events)).toBe(textIn(shown));
  });

  test('registers a model with the result that it shows', async () => {
    const [json] = fencesOf('json', 'README.md');
    const output = JSON.parse(await run(firstCommand('curl')));
    const expected = JSON.parse(json?.text ?? '');
    expected.data.createModel.model.id = expect.stringMatching(/^TW9kZWw6/);
    expect(output).toEqual(expected);
  });

  test('has a client that prints the response', async () => {
    const [snippet] = fencesOf('js', 'README.md');
    // The snippet names no model, and the one that the README registers is of a real provider.
    await client.post({
      query: 'mutation ($id: ID!) { setDefaultModel(input: { id: $id }) { __typename } }',
      variables: { id: modelId },
    });
    expect(await runModule(snippet?.text ?? '')).toBe('Sunlight scatters.');
  });
});

test('a program of one’s own signs tokens that the server accepts', async () => {
  const [snippet] = fencesOf('js', 'docs/authentication.md');
  const signed = await runModule(`${snippet?.text}\nprocess.stdout.write(token);`);
  const response = await new GraphqlClient(origin, signed).post({
    query: '{ viewer { tenantId subject scopes } }',
  });
  expect(await response.json()).toMatchObject({
    data: { viewer: { tenantId: 'acme', subject: 'ann' } },
  });
});

test('the file of built-in models is accepted', async () => {
  const response = await client.post({
    query: '{ models(filter: { isBuiltin: true }) { nodes { displayName isDefault } } }',
  });
  expect(await response.json()).toMatchObject({
    data: {
      models: {
        nodes: expect.arrayContaining([expect.objectContaining({ displayName: 'House model' })]),
      },
    },
  });
});

test('a list that follows changes contains a model that is registered later', async () => {
  const [snippet] = fencesOf('js', 'docs/models.md');
  const helpers = `
    import { createClient } from 'graphql-ws';
    const client = createClient({
      url: 'ws://localhost:4000/graphql',
      connectionParams: { authorization: 'Bearer ${token}' },
    });
    async function query(text) {
      for await (const { data } of client.iterate({ query: text })) return data;
    }
    async function* subscribe(text, variables) {
      console.log('following');
      for await (const { data } of client.iterate({ query: text, variables })) yield data;
    }
    function apply(nodes, change) {
      console.log(change.kind, change.model.status);
      process.exit(0);
    }
    setTimeout(() => process.exit(1), 30_000).unref();`;
  const following = runModule(snippet?.text ?? '', helpers);
  // The cursor was read before, so the change is delivered however late the subscription begins.
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    void register(client, { name: `later-${count}`, baseUrl: `${provider.url}/v1` });
  }, 500);
  try {
    expect(await following).toBe('following\nCREATED ACTIVE\n');
  } finally {
    clearInterval(timer);
  }
});
