import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GraphqlClient } from '../support/graphql-client.ts';
import { ListModels } from '../support/operations.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase, type LastingDatabase } from '../support/test-database.ts';

let place: LastingDatabase;
let file: string;

beforeAll(async () => {
  place = await createLastingDatabase();
  file = join(place.dataDir, 'models.yaml');
});
afterAll(() => place[Symbol.asyncDispose]());

const environment = () => ({
  ...place.environment,
  BUILTIN_MODELS_FILE: file,
  HOUSE_KEY: 'sk-canary-0123456789',
});

async function builtin(...args: string[]) {
  await using command = new ServerProcess('src/cli/builtin.ts', environment(), args);
  return { code: await command.exited, output: command.output };
}

async function served() {
  await using server = new ServerProcess('src/main.ts', environment());
  const [, token = ''] = await server.printed(/Development token: (\S+)/);
  const client = new GraphqlClient(await server.origin(), token);
  const { models } = await client.data(ListModels, {});
  return { names: models.nodes.map(({ name }) => name), output: server.output };
}

const text = `models:
  - id: house
    remote: {name: gpt-4o, type: CHAT, provider: openai, apiKey: "\${HOUSE_KEY}"}
`;

test('the file is planned and applied at start, and the models stay when it becomes invalid', {
  timeout: 60_000,
}, async () => {
  writeFileSync(file, text);
  const plan = await builtin('apply', '--dry-run');
  expect(plan).toMatchObject({ code: 0 });
  expect(plan.output).toContain('house: create\n');
  expect(plan.output).toContain('Nothing was changed.');
  expect((await served()).names).toEqual(['gpt-4o']);

  writeFileSync(file, text.replace('CHAT', 'WORDS').replace('HOUSE', 'MOUSE'));
  const refused = await builtin('apply');
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/line 3: .*MOUSE_KEY/);
  const still = await served();
  expect(still.names).toEqual(['gpt-4o']);
  expect(still.output).toMatch(/not applied/);
  for (const { output } of [plan, refused, still]) expect(output).not.toContain('canary');

  const other = join(place.dataDir, 'other.yaml');
  writeFileSync(other, 'models: []');
  expect((await builtin('apply', '--file', other)).output).toContain('house: delete\n');
  const missing = join(place.dataDir, 'missing.yaml');
  expect((await builtin('apply', '--file', missing)).output).toContain(`--file ${missing}`);
  writeFileSync(file, text);
  expect((await builtin('apply')).output).toContain('house: restore');
  expect((await builtin('apply')).output).toContain('house: keep\n');
});

test.each([[[]], [['aply']], [['apply', '--dry']], [['apply', 'now']]])(
  'arguments %j are rejected with the usage',
  async (args) => {
    const { code, output } = await builtin(...args);
    expect(code).toBe(2);
    expect(output).toContain('npm run builtin -- apply');
  },
);
