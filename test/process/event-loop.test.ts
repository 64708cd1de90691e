import { afterAll, beforeAll, expect, test } from 'vitest';
import { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel } from '../support/operations.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase, type LastingDatabase } from '../support/test-database.ts';

/** Maximum processor time of a request without a pause, in milliseconds. */
const bearableMs = 50;
/** Factor for slow test machines. */
const factor = 4;

let place: LastingDatabase;
let server: ServerProcess;
let client: GraphqlClient;
let modelId: string;
let reports = 0;

beforeAll(async () => {
  place = await createLastingDatabase();
  server = new ServerProcess('test/support/measured-server.ts', {
    ...place.environment,
    LOG_LEVEL: 'silent',
    EGRESS_ALLOW: '127.0.0.1',
  });
  const origin = await server.origin();
  const [, token = ''] = await server.printed(/Development token: (\S+)/);
  client = new GraphqlClient(origin, token);
  const remote = { name: 'gpt', type: 'CHAT' as const, baseUrl: 'http://127.0.0.1:9' };
  const { createModel } = await client.data(CreateModel, { input: { remote } });
  if (createModel.__typename !== 'ModelPayload') throw new Error(createModel.__typename);
  modelId = createModel.model.id;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

/** The longest time that the event loop was busy since the last call. */
async function busiestMs(): Promise<number> {
  reports += 1;
  server.signal('SIGUSR2');
  const [, ms = ''] = await server.printed(new RegExp(`report ${reports}: (\\d+) ms`));
  return Number(ms);
}

const times = <Item>(count: number, item: Item): Item[] =>
  Array.from({ length: count }, () => item);
const properties = (count: number) =>
  Object.fromEntries(
    times(count, { type: 'string', minLength: 1 }).map((one, i) => [`p${i}`, one]),
  );
/** The signature of a PNG file, and other bytes. */
const image = { data: { mediaType: 'image/png', base64: `iVBORw0KGgo${'A'.repeat(6_399_989)}` } };
const user = { role: 'USER', content: 'Hi' };

const chat = (input: object) => () => ({
  query:
    'mutation ($input: ChatInput!) { startChat(input: $input) { __typename ... on Error { message } } }',
  variables: { input: { modelId, messages: [user], ...input } },
});
const create = (model: object) => () => ({
  query: 'mutation ($input: CreateModelInput!) { createModel(input: $input) { __typename } }',
  variables: { input: { remote: { name: 'x', type: 'CHAT', ...model } } },
});
const list = (type: string, field: string, value: unknown) => () => ({
  query: `query ($value: ${type}) { models(${field}) { totalCount nodes { id } } }`,
  variables: { value },
});

const requests: [string, () => object][] = [
  [
    'a schema of 5.5 MB',
    chat({ tools: [{ name: 'a', parameters: { properties: properties(130_000) } }] }),
  ],
  [
    'as large a schema as is allowed',
    chat({ tools: [{ name: 'a', parameters: { properties: properties(2_500) } }] }),
  ],
  [
    'as many schemas as are allowed',
    chat({
      tools: Array.from({ length: 100 }, (_, index) => ({
        name: `tool${index}`,
        parameters: { properties: properties(100) },
      })),
    }),
  ],
  ['a schema of 2 million lists', chat({ tools: [{ name: 'a', parameters: times(2e6, []) }] })],
  ['100,000 wrong messages', chat({ messages: times(100_000, { role: 'USER', content: 'a\0b' }) })],
  ['100,000 messages of nobody', chat({ messages: times(100_000, { role: 'X', content: 'a' }) })],
  ['10,000 messages', chat({ messages: times(10_000, { role: 'SYSTEM', content: 'a' }) })],
  ['8,000 wrong messages', chat({ messages: times(8_000, { ...user, toolCallId: '\0' }) })],
  ['messages of 8 MB', chat({ messages: times(2, { ...user, content: 'x'.repeat(3_900_000) }) })],
  ['a message that is too long', chat({ messages: [{ ...user, content: 'x'.repeat(7_900_000) }] })],
  ['an image of 4.8 MB', chat({ messages: [{ ...user, images: [image] }] })],
  [
    'an image of 4.8 MB with a requestId',
    chat({ messages: [{ ...user, images: [image] }], requestId: 'image' }),
  ],
  ['an address of 8 MB', create({ baseUrl: `https://${'a.'.repeat(3_900_000)}` })],
  ['a name of 8 MB', create({ name: `${' '.repeat(7_800_000)}x` })],
  ['a duration of 8 MB', create({ parameters: { keepAlive: `${'1h'.repeat(3_900_000)}x` } })],
  ['150,000 headers', create({ headers: times(150_000, { name: 'x-a', value: 'y' }) })],
  ['an unknown field beside 8 MB', create({ displayName: 'x '.repeat(3_800_000), other: 1 })],
  ['a search for 8 MB', list('String', 'filter: {search: $value}', '%'.repeat(7_800_000))],
  [
    '800,000 statuses',
    list('[ModelStatus!]', 'filter: {statuses: $value}', times(800_000, 'ACTIVE')),
  ],
  ['a cursor of 8 MB', list('String', 'after: $value', 'A'.repeat(7_800_000))],
  [
    'a million ids',
    () => ({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: times(1e6, 'x') },
    }),
  ],
  [
    '2048 texts of 8 MB',
    () => ({
      query: 'mutation ($input: EmbedInput!) { embed(input: $input) { __typename } }',
      variables: { input: { modelId, texts: times(2_048, 'x'.repeat(3_800)) } },
    }),
  ],
  [
    'a recording of 5.8 MB',
    () => ({
      query: 'mutation ($input: TranscribeInput!) { transcribe(input: $input) { __typename } }',
      variables: {
        input: { modelId, audio: { mediaType: 'audio/wav', base64: 'A'.repeat(7_800_000) } },
      },
    }),
  ],
  ['a document of one text', () => ({ query: `{ model(id: "${'x'.repeat(7_800_000)}") { id } }` })],
  [
    'a document of many lines',
    () => ({ query: `{ model(id: """${'x\n'.repeat(245_000)}""") { id } }` }),
  ],
  ['a document of comments', () => ({ query: '#\n'.repeat(2_600_000) })],
];

test.each(requests)(
  '%s does not block other requests',
  { timeout: 60_000 },
  async (_name, make) => {
    const body = JSON.stringify(make());
    // The first request can include the compilation of functions.
    await (await client.post({}, { body })).text();
    await busiestMs();
    const response = await client.post({}, { body });
    expect(await response.text()).not.toContain('INTERNAL');
    expect(await busiestMs()).toBeLessThan(bearableMs * factor);
  },
);
