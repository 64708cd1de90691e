import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Scope, scopes } from '../../src/auth/viewer.ts';
import { type AppWithDatabase, createAppWithDatabase } from '../support/app-with-database.ts';
import type { TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { openCircuit } from '../support/open-circuit.ts';
import { register } from '../support/registered-model.ts';

const [use, read, write, admin] = [
  'models:use',
  'models:read',
  'models:write',
  'platform:admin',
] as const;

/** The scopes of which one is enough for an operation, called with IDs that do not exist. */
const needed: Record<string, Record<string, readonly Scope[]>> = {
  query: {
    apiKeys: [read, write],
    auditEvents: [write],
    chatCompletion: [use],
    chatCompletions: [use],
    defaultModel: [read, use],
    defaultRoute: [read, use],
    encryptionStatus: [admin],
    model: [read, use],
    models: [read, use],
    node: [read, use],
    nodes: [read, use],
    offeredModels: [write],
    ollama: [read],
    providers: [read],
    pulls: [read],
    route: [read, use],
    routes: [read, use],
    usage: [read],
    viewer: scopes,
  },
  mutation: {
    applyBuiltinModels: [admin],
    cancelChat: [use],
    cancelOllamaPull: [admin],
    cancelPull: [write, admin],
    chat: [use],
    clearDefaultModel: [write],
    clearModelCredential: [write, admin],
    createApiKey: [write],
    createModel: [write],
    createRoute: [write],
    deleteApiKey: [write, admin],
    deleteModel: [write, admin],
    deleteOllamaModel: [admin],
    deleteRoute: [write, admin],
    embed: [use],
    generate: [use],
    pullModel: [write, admin],
    pullOllamaModel: [admin],
    rerank: [use],
    resetBuiltinModel: [admin],
    resetTargetHealth: [write, admin],
    restoreModel: [write, admin],
    rotateEncryptionKeys: [admin],
    setDefaultModel: [write],
    setDefaultRoute: [write],
    setModelCredential: [write, admin],
    startChat: [use],
    startGenerate: [use],
    testConnection: [write],
    testModel: [write],
    transcribe: [use],
    updateApiKey: [write, admin],
    updateModel: [write, admin],
    updateRoute: [write, admin],
  },
  subscription: {
    chat: [use],
    chatEvents: [use],
    generate: [use],
    healthChanges: [read, use],
    keyRotation: [admin],
    modelChanges: [read, use],
    pullChanges: [read],
    pullProgress: [read],
    testConnection: [write],
    testModel: [write],
  },
};

const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
const roots = {
  query: schema.getQueryType(),
  mutation: schema.getMutationType(),
  subscription: schema.getSubscriptionType(),
};

let fixture: AppWithDatabase;
let app: TestApp;
let cursor: string;
const clients = new Map<Scope, GraphqlClient>();

beforeAll(async () => {
  fixture = await createAppWithDatabase();
  ({ app } = fixture);
  for (const scope of scopes) clients.set(scope, await app.as('acme', { scopes: [scope] }));
  const owner = await app.as('acme');
  const list = await owner.post({ query: '{ models { changesCursor } }' });
  cursor = ((await list.json()) as ListResponse).data.models.changesCursor;
  // A change, an unfinished download and an open circuit, which the subscriptions send first.
  const local = '{local: {name: "tiny", type: CHAT}}';
  await owner.post({ query: `mutation { createModel(input: ${local}) { __typename } }` });
  const { id } = await register(owner);
  await openCircuit(fixture.database, { owner: 'acme', modelId: id });
});
afterAll(() => fixture[Symbol.asyncDispose]());

interface ListResponse {
  readonly data: { readonly models: { readonly changesCursor: string } };
}

/** A value of a type that GraphQL accepts and that identifies no existing object. */
function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? fields.slice(-1) : fields.filter(isRequiredInputField);
    return `{${given.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')}}`;
  }
  if (type.name === 'DateTime') return '"2026-01-01T00:00:00Z"';
  if (type.name === 'Boolean') return 'true';
  return type.name === 'Int' || type.name === 'Float' ? '1' : '"x"';
}

function documentOf(kind: keyof typeof roots, name: string): string {
  const field = roots[kind]?.getFields()[name];
  if (field === undefined) throw new Error(`no field ${name}`);
  const given = field.args
    .filter(isRequiredArgument)
    .map((arg) => `${arg.name}: ${literalOf(arg.type)}`);
  if (name === 'modelChanges') given.push(`after: "${cursor}"`);
  const list = given.length === 0 ? '' : `(${given.join(', ')})`;
  return `${kind} { ${name}${list} { __typename } }`;
}

/** Whether the first result is an error for a missing scope. */
async function isForbidden(scope: Scope, kind: keyof typeof roots, name: string) {
  const client = clients.get(scope);
  if (client === undefined) throw new Error('no client');
  const abort = new AbortController();
  const accept = kind === 'subscription' ? 'text/event-stream' : 'application/json';
  const response = await client.post(
    { query: documentOf(kind, name) },
    { headers: { ...client.headers, accept }, signal: abort.signal },
  );
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (kind === 'subscription' && /event: complete|^data: \{/m.test(text)) break;
  }
  abort.abort();
  expect(text).not.toContain('GRAPHQL_VALIDATION_FAILED');
  expect(text).toMatch(/"data"|"errors"|event: complete/);
  return text.includes('"FORBIDDEN"');
}

describe.each(Object.keys(roots) as (keyof typeof roots)[])('each %s', (kind) => {
  test('is listed in the table of scopes', () => {
    const fields = Object.keys(roots[kind]?.getFields() ?? {});
    expect(Object.keys(needed[kind] ?? {}).toSorted()).toEqual(fields.toSorted());
  });

  test.each(Object.entries(needed[kind] ?? {}))(
    '%s requires one of its scopes',
    async (name, enough) => {
      const allowed: Scope[] = [];
      for (const scope of scopes) {
        if (!(await isForbidden(scope, kind, name))) allowed.push(scope);
      }
      expect(allowed.toSorted()).toEqual([...enough].toSorted());
    },
  );
});

test('a caller with models:use gets neither base URLs nor facts about credentials', async () => {
  const owner = await app.as('initech');
  const headers = [{ name: 'X-Canary', value: 'secret-0123456789' }];
  await register(owner, { apiKey: 'sk-canary-0123456789', headers });
  const query = `{ models { nodes {
    name baseUrl builtinId pull { id } credential { configured hint headerNames }
  } } }`;
  const see = async (...granted: Scope[]) => {
    const client = await app.as('initech', { scopes: granted });
    return JSON.parse(await (await client.post({ query })).text());
  };
  const inside = { hint: '6789', headerNames: ['X-Canary'] };
  const open = { baseUrl: 'https://api.example.com/v1', credential: inside };
  expect(await see(read)).toMatchObject({ data: { models: { nodes: [open] } } });
  const closed = {
    name: 'gpt',
    baseUrl: null,
    builtinId: null,
    pull: null,
    credential: { configured: true, hint: null, headerNames: [] },
  };
  expect(await see(use)).toEqual({ data: { models: { nodes: [closed] } } });
});
