import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import { addModel } from '../../src/services/models/model-creation.ts';
import { ModelCredential } from '../../src/services/models/model-credential.ts';
import { noParameters } from '../../src/services/models/model-parameters.ts';

import { ServerProcess } from '../support/server-process.ts';
import { testKey } from '../support/test-config.ts';
import { createLastingDatabase, type LastingDatabase } from '../support/test-database.ts';

const rows = 2_000;
let place: LastingDatabase;

const fields = {
  name: 'gpt',
  displayName: null,
  description: null,
  type: 'CHAT',
  source: 'REMOTE',
  provider: 'generic',
  baseUrl: 'https://api.example.com/v1',
  capabilities: [],
  declaredCapabilities: null,
  extraParameters: null,
  keys: [],
  status: 'ACTIVE',
  statusReason: null,
  contextLength: null,
  embeddingLength: null,
  sizeBytes: null,
  parameters: noParameters,
} as const;

beforeAll(async () => {
  place = await createLastingDatabase();
  const credential = new ModelCredential(new Keyring([testKey('old')]));
  await using database = await Database.open(place.location);
  await database.asTenant('acme', async (em) => {
    const now = new Date();
    for (let index = 0; index < rows; index += 1) {
      const model = addModel(em, {
        tenantId: 'acme',
        fields: { ...fields, capabilities: [], testedCapabilities: [] },
        now,
      });
      credential.setApiKey(model, `sk-canary-${randomUUID()}`, now);
    }
    await em.flush();
  });
}, 60_000);
afterAll(() => place[Symbol.asyncDispose]());

const variable = (...ids: string[]) =>
  ids.map((id) => `${id}:${Buffer.from(testKey(id).key).toString('base64')}`).join(',');

function keys(list: string, ...args: string[]): ServerProcess {
  return new ServerProcess(
    'src/cli/keys.ts',
    { ...place.environment, ENCRYPTION_KEYS: list },
    args,
  );
}

async function output(list: string, ...args: string[]) {
  await using command = keys(list, ...args);
  return { code: await command.exited, output: command.output };
}

test('a rotation that is killed repeatedly loses nothing, and completes', {
  timeout: 120_000,
}, async () => {
  expect(await output(variable('new', 'old'), 'status')).toEqual({
    code: 0,
    output: `new: encrypts new values; no stored value needs it\nold: ${rows} stored values need it, it must not be removed\n`,
  });
  let done = 0;
  for (let round = 0; round < 2; round += 1) {
    await using command = keys(variable('new', 'old'), 'rotate');
    await command.printed(/^[1-9]\d*00 of/m);
    command.signal('SIGKILL');
    await command.exited;
    const { output: text } = await output(variable('new', 'old'), 'status');
    const [, sealedAnew = '0'] = /new: encrypts new values; (\d+) stored values/.exec(text) ?? [];
    const [, left = '0'] = /old: (\d+) stored values/.exec(text) ?? [];
    expect(Number(sealedAnew)).toBeGreaterThan(done);
    expect(Number(sealedAnew) + Number(left)).toBe(rows);
    done = Number(sealedAnew);
  }
  const last = await output(variable('new', 'old'), 'rotate');
  expect(last.code).toBe(0);
  expect(last.output).toContain(`new: encrypts new values; ${rows} stored values need it\n`);
  expect(last.output).toContain('old: no stored value needs it, it can be removed\n');
  expect((await output(variable('new'), 'status')).code).toBe(0);
});

test('a secret that cannot be decrypted is listed by id, and sets the exit code', async () => {
  const { code, output: text } = await output(variable('other'), 'status');
  expect(code).toBe(1);
  expect(text).toContain(`new: missing from ENCRYPTION_KEYS; ${rows} stored values need it`);
  const lines = text.match(
    /^cannot be decrypted: API key of model [0-9a-f-]{36} of tenant acme, encrypted with new$/gm,
  );
  expect(lines).toHaveLength(rows);
});

test.each([[[]], [['rotat']], [['status', 'now']], [['--status']]])(
  'arguments %j are rejected with the usage',
  async (args) => {
    const { code, output: text } = await output(variable('new'), ...args);
    expect(code).toBe(2);
    expect(text).toContain('npm run keys -- status | rotate');
  },
);
