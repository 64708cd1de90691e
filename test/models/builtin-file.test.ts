import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { ollamaWith } from '../support/fake-ollama.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  ApplyBuiltins,
  AuditEvents,
  ClearDefault,
  DeleteModel,
  FindDefault,
  ListModels,
  ResetBuiltin,
  RestoreModel,
  SeeModel,
  SetDefault,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const key = 'sk-canary-0123456789';
let directory: string;
let file: string;
let ollama: Upstream;
let app: TestApp;
let admin: GraphqlClient;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'modelyard-builtin-'));
  file = join(directory, 'models.yaml');
  ollama = await startUpstream({ handler: ollamaWith(['tiny:latest'], () => {}) });
  const variables = { HOUSE_KEY: key, OTHER_KEY: 'sk-other-9876543210', EMPTY: undefined };
  app = await createTestApp({ ollamaUrl: ollama.url, builtinModels: { file, variables } });
  admin = await app.as('ops');
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await ollama[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

async function apply(text: string, dryRun = false) {
  await writeFile(file, text);
  return (await admin.data(ApplyBuiltins, { dryRun })).applyBuiltinModels;
}

/** The steps of a valid file, such as `house UPDATE name`. */
async function steps(text: string, dryRun = false): Promise<string[]> {
  const result = await apply(text, dryRun);
  if (result.__typename !== 'ApplyBuiltinModelsPayload') throw new Error(JSON.stringify(result));
  return result.steps.map(({ builtinId, action, fields }) =>
    [builtinId, action, ...fields].join(' '),
  );
}

const house = (more = '') => `models:
  - id: house
    remote:
      name: gpt-4o
      type: CHAT
      provider: openai
      apiKey: \${HOUSE_KEY}
      displayName: House model
${more}`;

async function builtins() {
  const { models } = await admin.data(ListModels, { filter: { isBuiltin: true }, first: 100 });
  return models.nodes.map(({ name }) => name).sort();
}

async function idOf(builtinId: string): Promise<string> {
  const { nodes } = (
    await admin.data(AuditEvents, { filter: { platform: true, actions: ['CREATED'] }, first: 100 })
  ).auditEvents;
  for (const { modelId } of nodes) {
    if (modelId === null) continue;
    const { model } = await admin.data(SeeModel, { id: modelId });
    if (model?.builtinId === builtinId) return modelId;
  }
  throw new Error(`there is no ${builtinId}`);
}

const see = async (id: string) => (await admin.data(SeeModel, { id })).model;

test('creates, keeps, changes, deletes and restores models under the same id', async () => {
  expect(await steps(house())).toEqual(['house CREATE']);
  const id = await idOf('house');
  expect(await see(id)).toMatchObject({
    name: 'gpt-4o',
    baseUrl: 'https://api.openai.com/v1',
    isOverridden: false,
    credential: { configured: true, hint: '6789' },
  });
  expect(await steps(house())).toEqual(['house KEEP']);
  expect(await see(id)).toMatchObject({ version: 1 });
  expect(await steps(house('      description: Ask me\n'))).toEqual(['house UPDATE description']);
  const rekeyed = house().replace('HOUSE_KEY', 'OTHER_KEY');
  expect(await steps(rekeyed)).toEqual(['house UPDATE description apiKey']);
  expect(await see(id)).toMatchObject({ credential: { hint: '3210' } });
  expect(await steps('models: []\n')).toEqual(['house DELETE']);
  expect(await see(id)).toBeNull();
  expect(await steps(house())).toEqual(['house RESTORE apiKey']);
  expect(await see(id)).toMatchObject({ id, credential: { hint: '6789', readable: true } });
});

test('a dry run returns the same steps and changes nothing', async () => {
  await steps(house());
  const before = await builtins();
  const changed = house().replace('gpt-4o', 'gpt-5').replace('id: house', 'id: home');
  const plan = await steps(changed, true);
  expect(plan).toEqual(['home CREATE', 'house DELETE']);
  expect(await builtins()).toEqual(before);
  expect(await steps(changed)).toEqual(plan);
  expect(await builtins()).toEqual(['gpt-5']);
});

test('another address replaces the credential', async () => {
  await steps(house());
  const moved = house('      baseUrl: https://proxy.example.com/v1\n');
  expect(await steps(moved)).toEqual(['house UPDATE baseUrl']);
  expect(await see(await idOf('house'))).toMatchObject({
    baseUrl: 'https://proxy.example.com/v1',
    credential: { configured: true, readable: true, hint: '6789' },
  });
});

test('models can swap display names', async () => {
  const two = (first: string, second: string) =>
    ['one', 'two']
      .map((id, index) => {
        const displayName = index === 0 ? first : second;
        const remote = `{name: ${id}, type: RERANK, provider: jina, displayName: ${displayName}}`;
        return `  - {id: ${id}, remote: ${remote}}`;
      })
      .join('\n');
  await steps(`models:\n${two('Left', 'Right')}`);
  expect(await steps(`models:\n${two('Right', 'Left')}`)).toEqual([
    'one UPDATE displayName',
    'two UPDATE displayName',
  ]);
  expect(await see(await idOf('two'))).toMatchObject({ displayName: 'Left' });
});

describe('what a mutation has changed', () => {
  test('stays until it is reset', async () => {
    await steps(house());
    const id = await idOf('house');
    await admin.data(UpdateModel, { input: { id, displayName: 'Ours now' } });
    expect(await see(id)).toMatchObject({ isOverridden: true });
    expect(await steps(house())).toEqual(['house LEAVE_OVERRIDDEN']);
    expect(await steps('models: []')).toEqual(['house LEAVE_OVERRIDDEN']);
    expect(await see(id)).toMatchObject({ displayName: 'Ours now' });
    await writeFile(file, house());
    const { resetBuiltinModel } = await admin.data(ResetBuiltin, { id });
    expect(resetBuiltinModel).toMatchObject({
      model: { id, displayName: 'House model', isOverridden: false },
    });
    expect(await steps(house())).toEqual(['house KEEP']);
  });

  test('stays deleted, and is restored by a reset', async () => {
    await steps(house());
    const id = await idOf('house');
    await admin.data(DeleteModel, { input: { id } });
    expect(await steps(house())).toEqual(['house LEAVE_OVERRIDDEN']);
    expect(await see(id)).toBeNull();
    await admin.data(ResetBuiltin, { id });
    expect(await see(id)).toMatchObject({ displayName: 'House model' });
  });

  test('is deleted by a reset when the file no longer contains it', async () => {
    await steps(house());
    const id = await idOf('house');
    await steps('models: []');
    await admin.data(RestoreModel, { input: { id } });
    expect(await steps('models: []')).toEqual(['house LEAVE_OVERRIDDEN']);
    const { resetBuiltinModel } = await admin.data(ResetBuiltin, { id });
    expect(resetBuiltinModel).toMatchObject({ model: null });
    expect(await see(id)).toBeNull();
  });

  test('stays after a reset with an invalid file', async () => {
    await steps(house());
    const id = await idOf('house');
    await admin.data(UpdateModel, { input: { id, displayName: 'Ours now' } });
    await writeFile(file, 'models: [');
    const { resetBuiltinModel } = await admin.data(ResetBuiltin, { id });
    expect(resetBuiltinModel).toMatchObject({ __typename: 'InvalidInputError' });
    expect(await see(id)).toMatchObject({ displayName: 'Ours now', isOverridden: true });
    await writeFile(file, house());
    await admin.data(ResetBuiltin, { id });
  });

  test('does not include models that a mutation created', async () => {
    const { id } = await register(admin, { isBuiltin: true, displayName: 'By hand' });
    expect(await steps('models: []')).not.toContain('By hand');
    expect(await see(id)).toMatchObject({ displayName: 'By hand', builtinId: null });
    const clash = await apply(house().replace('House model', 'BY HAND'));
    expect(clash).toMatchObject({ __typename: 'ConflictError' });
    await admin.data(DeleteModel, { input: { id } });
  });
});

test('the file sets the defaults of all tenants, unless a mutation has set them', async () => {
  const client = await app.as('acme');
  const chosen = async () => (await client.data(FindDefault, { type: 'CHAT' })).defaultModel?.id;
  const withDefault = house('      isDefault: true\n');
  await steps(house());
  const id = await idOf('house');
  expect(await chosen()).toBeUndefined();
  expect(await steps(withDefault)).toEqual(['house UPDATE isDefault']);
  expect(await chosen()).toBe(id);
  expect(await steps(withDefault)).toEqual(['house KEEP']);
  await steps(house());
  expect(await chosen()).toBeUndefined();
  const other = await register(admin, { isBuiltin: true });
  await admin.data(SetDefault, { input: { id: other.id, everyone: true } });
  expect(await steps(withDefault)).toEqual(['house KEEP']);
  expect(await chosen()).toBe(other.id);
  await admin.data(ClearDefault, { input: { type: 'CHAT', everyone: true } });
  expect(await steps(withDefault)).toEqual(['house UPDATE isDefault']);
  expect(await chosen()).toBe(id);
  await admin.data(DeleteModel, { input: { id: other.id } });
});

test('a local model is registered even if Ollama does not have it', async () => {
  const local = (name: string) =>
    `models:\n  - id: ${name}\n    local: {name: ${name}, type: CHAT, displayName: ${name}}\n`;
  await steps(local('tiny'));
  expect(await see(await idOf('tiny'))).toMatchObject({ name: 'tiny:latest', status: 'ACTIVE' });
  await steps(local('huge'));
  // This Ollama downloads nothing: it responds with 404 to unknown requests.
  const id = await idOf('huge');
  await expect
    .poll(() => see(id))
    .toMatchObject({
      status: 'DOWNLOAD_FAILED',
      statusReason: 'The registry has no such model.',
    });
});

describe('an invalid file changes nothing, and every fault is reported with its line', () => {
  const cases: [string, string, [string, RegExp][]][] = [
    ['no YAML', 'models: [', [['', /^line \d+: is not YAML/]]],
    ['a key twice', 'models: []\nmodels: []', [['', /^line 2: /]]],
    ['nothing', '', [['models', /^line 1: /]]],
    [
      'another content',
      'model: []',
      [
        ['models', /^line 1/],
        ['model', /is not a known field/],
      ],
    ],
    [
      'an unknown field',
      house('      temprature: 1\n'),
      [['models.0.remote.temprature', /^line 9: /]],
    ],
    [
      'an unknown parameter',
      house('      parameters: {temprature: 1}\n'),
      [['models.0.remote.parameters.temprature', /^line 9: is not a known field/]],
    ],
    ['an unset variable', house(`      description: \${NOWHERE}\n`), [['', /^line 9: .*NOWHERE/]]],
    [
      'a variable of Modelyard',
      house(`      description: \${JWT_SECRET}\n`),
      [['', /^line 9: .*JWT_SECRET/]],
    ],
    ['an empty variable', house(`      description: \${EMPTY}\n`), [['', /^line 9: .*EMPTY/]]],
    [
      'a duplicate id',
      `${house()}${house().replace('models:\n', '')}`,
      [
        ['models.1.id', /^line 9: /],
        ['models.1.remote.displayName', /^line 15: /],
      ],
    ],
    ['a wrong type', house().replace('CHAT', 'Chat'), [['models.0.remote.type', /^line 5: /]]],
    [
      'no id',
      house().replace('id: house', 'remark: house'),
      [
        ['models.0.id', /^line 2: /],
        ['models.0.remark', /^line 2: /],
      ],
    ],
    [
      'a long id',
      house().replace('id: house', `id: ${'x'.repeat(65)}`),
      [['models.0.id', /^line 2: /]],
    ],
    ['a number as a name', house().replace('gpt-4o', '4'), [['models.0.remote.name', /^line 4: /]]],
    [
      'both kinds',
      house('    local: {name: x, type: CHAT}\n'),
      [['models.0', /^line 2: .*exactly one/]],
    ],
    [
      'an unknown provider',
      house().replace('openai', 'opneai'),
      [['models.0.remote.provider', /^line 6: is not in the catalogue/]],
    ],
    [
      'a forbidden address',
      house('      baseUrl: http://169.254.169.254/\n'),
      [['models.0.remote.baseUrl', /^line 9: /]],
    ],
    [
      'a private address that is not permitted',
      house('      baseUrl: http://10.0.0.5:8000/\n'),
      [['models.0.remote.baseUrl', /^line 9: .*add 10\.0\.0\.5:8000 to EGRESS_ALLOW/]],
    ],
    [
      'a key with a line break',
      house().replace(`\${HOUSE_KEY}`, '"a\\nb"'),
      [['models.0.remote.apiKey', /^line 7: /]],
    ],
    [
      'fields for clients only',
      house('      isBuiltin: true\n'),
      [['models.0.remote.isBuiltin', /^line 9: /]],
    ],
    [
      'a local rerank model',
      'models:\n  - id: x\n    local: {name: x, type: RERANK}',
      [['models.0.local.type', /^line 3: /]],
    ],
    [
      'two defaults of a type',
      `${house('      isDefault: true\n')}  - id: two
    remote: {name: x, type: CHAT, provider: openai, isDefault: true}`,
      [['models.1.remote.isDefault', /^line 11: /]],
    ],
    [
      'several faults at once',
      `models:
  - id: one
    remote: {name: "", type: CHAT, provider: openai}
  - id: two
    remote: {name: x, type: WORDS}
`,
      [
        ['models.0.remote.name', /^line 3: /],
        ['models.1.remote.type', /^line 5: /],
      ],
    ],
  ];

  test.each(cases)('%s', async (_name, text, faults) => {
    await steps(house());
    const before = await builtins();
    const result = await apply(text);
    if (result.__typename !== 'InvalidInputError') throw new Error(JSON.stringify(result));
    for (const [path, message] of faults) {
      const found = result.fields.find((fault) => fault.path.join('.') === path);
      expect(found?.message, `${path} in ${JSON.stringify(result.fields)}`).toMatch(message);
    }
    expect(result.fields).toHaveLength(faults.length);
    expect(JSON.stringify(result)).not.toContain('canary');
    expect(await builtins()).toEqual(before);
  });

  test('a missing file', async () => {
    await steps(house());
    await rm(file);
    const { applyBuiltinModels } = await admin.data(ApplyBuiltins, {});
    expect(applyBuiltinModels).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['BUILTIN_MODELS_FILE'] }],
    });
    expect(await builtins()).toEqual(['gpt-4o']);
  });
});

test('a value can contain a dollar sign and braces', async () => {
  const text = house(`      description: "$\${HOUSE_KEY} costs $5"\n`);
  await steps(text);
  const { model } = await admin.data(SeeModel, { id: await idOf('house') });
  expect(model?.displayName).toBe('House model');
  expect(await steps(text)).toEqual(['house KEEP']);
});
