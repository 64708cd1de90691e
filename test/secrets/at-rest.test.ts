import { afterAll, beforeAll, expect, test } from 'vitest';
import { OllamaRegistries } from '../../src/adapters/ollama/index.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { Database } from '../../src/db/database.ts';
import { Metrics } from '../../src/metrics/metrics.ts';
import { Quotas } from '../../src/quotas/quotas.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import { ModelCreation } from '../../src/services/models/model-creation.ts';
import { ModelCredential } from '../../src/services/models/model-credential.ts';
import { ModelDraft } from '../../src/services/models/model-draft.ts';
import { ModelEditor } from '../../src/services/models/model-editor.ts';
import { ModelQuotas } from '../../src/services/models/model-quotas.ts';
import { ModelService } from '../../src/services/models/model-service.ts';
import { RequestIds } from '../../src/services/models/request-ids.ts';
import { testConfig, testQuotas } from '../support/test-config.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const viewer: Viewer = {
  tenantId: 'acme',
  subject: 'ann',
  scopes: new Set(['models:read', 'models:write']),
  expiresAt: new Date(),
};

const bytes = new Uint8Array(32).map((_, index) => index * 7 + 1);
const keyring = new Keyring([{ id: 'test', key: bytes }]);
const credential = new ModelCredential(keyring);
const ollama = {
  findModel: () => Promise.reject(new Error('not asked')),
  version: () => Promise.reject(new Error('not asked')),
};

let place: TestDatabase;
let database: Database;
let models: ModelService;

beforeAll(async () => {
  place = await createTestDatabase();
  database = await Database.open(place.location);
  const draft = new ModelDraft({ ollama, registries: new OllamaRegistries([]), egressAllow: [] });
  const now = () => new Date();
  const requestIds = new RequestIds(keyring);
  const limits = testQuotas();
  const quotas = new ModelQuotas(new Quotas({ limits, metrics: new Metrics() }));
  const { bounds } = testConfig().ollama;
  const common = { database, credential, draft, bounds, now };
  const creation = new ModelCreation({ ...common, requestIds, quotas });
  const editor = new ModelEditor({ database, quotas, now });
  models = new ModelService({ ...common, creation, editor });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

async function create() {
  return models.create(viewer, {
    remote: {
      name: 'gpt',
      type: 'CHAT',
      baseUrl: 'https://api.example.com/v1',
      apiKey: 'sk-canary-0123456789',
      headers: [{ name: 'X-Team', value: 'canary-header' }],
    },
  });
}

const sql = (statement: string) => database.asTenant('acme', (em) => em.execute(statement));

test('columns and entities contain only encrypted secrets', async () => {
  const model = await create();
  const rows = await sql('select * from model');
  for (const held of [rows, model, await models.find(viewer, model.id)]) {
    expect(JSON.stringify(held)).not.toContain('canary');
  }
  expect(rows[0]).toMatchObject({
    sealed_api_key: expect.stringMatching(/^v1\.test\./),
    sealed_headers: expect.stringMatching(/^v1\.test\./),
  });
  expect(JSON.stringify(model)).not.toContain('v1.test');
  expect(credential.open(model)).toEqual({
    apiKey: 'sk-canary-0123456789',
    headers: { 'X-Team': 'canary-header' },
  });
});

test.each([
  [
    'from another row',
    (from: string, to: string) =>
      `update model set sealed_api_key = (select sealed_api_key from model where id = '${from}') where id = '${to}'`,
  ],
  [
    'from another column',
    (_from: string, to: string) =>
      `update model set sealed_api_key = sealed_headers where id = '${to}'`,
  ],
  [
    'for another origin',
    (_from: string, to: string) =>
      `update model set base_url = 'https://evil.example.net/v1' where id = '${to}'`,
  ],
])('a secret %s cannot be decrypted, and is reported as unreadable', async (_name, move) => {
  const from = await create();
  const to = await create();
  await sql(move(from.id, to.id));
  const moved = await models.find(viewer, to.id);
  if (moved === null) throw new Error('the model is gone');
  expect(credential.view(moved)).toMatchObject({ configured: true, readable: false });
  expect(() => credential.open(moved)).toThrow(
    expect.objectContaining({ code: 'CREDENTIAL_UNREADABLE' }),
  );
});

test('an unrelated change does not modify a secret that cannot be decrypted', async () => {
  const { id } = await create();
  await sql(
    `update model set sealed_api_key = 'v1.gone.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA' where id = '${id}'`,
  );
  const changed = await models.update(viewer, { id, expectedVersion: null }, { displayName: 'x' });
  expect(credential.view(changed).readable).toBe(false);
  const [row] = await sql(`select sealed_api_key from model where id = '${id}'`);
  expect(row?.['sealed_api_key']).toMatch(/^v1\.gone\./);
});
