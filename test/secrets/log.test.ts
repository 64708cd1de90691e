import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { InvalidInputError, NotFoundError } from '../../src/errors.ts';
import { createLog, describeError } from '../../src/log.ts';
import { createAppWithDatabase } from '../support/app-with-database.ts';
import { ask, readAll } from '../support/chat-fixture.ts';
import { GraphqlClient, transports } from '../support/graphql-client.ts';
import {
  ChatStream,
  ChatWhole,
  Embed,
  ListModels,
  Rerank,
  Transcribe,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase } from '../support/test-database.ts';
import { startUpstream } from '../support/upstream.ts';

/** Part of all texts of a tenant in these tests. */
const canary = 'canary5d1e';

test('at the level debug, no text of a tenant is logged, whatever upstreams quote', {
  timeout: 60_000,
}, async () => {
  await using place = await createLastingDatabase();
  await using upstream = await startUpstream();
  upstream.handle((exchange) => {
    const quoted = JSON.stringify(exchange.request);
    exchange.head(400, { 'content-type': 'application/json' });
    exchange.end(JSON.stringify({ error: { message: quoted, type: 'bad', code: 'quoted_all' } }));
  });
  await using server = new ServerProcess('src/main.ts', {
    ...place.environment,
    LOG_LEVEL: 'debug',
    EGRESS_ALLOW: '127.0.0.1',
    OLLAMA_BASE_URL: upstream.url,
  });
  const origin = await server.origin();
  const [, token = ''] = await server.printed(/Development token: (\S+)/);
  const client = new GraphqlClient(origin, token);
  const model = async (type: 'CHAT' | 'EMBEDDING' | 'RERANK' | 'SPEECH') =>
    (await register(client, { type, baseUrl: `${upstream.url}/v1`, apiKey: `sk-${canary}` })).id;
  const tools = [
    {
      name: 'find',
      description: canary,
      parameters: { properties: { [canary]: { default: canary } } },
    },
  ];
  const toolCalls = [{ id: 'call', name: 'find', arguments: { [canary]: canary } }];
  const chats = [
    ask('', `Tell nobody: ${canary}`).input,
    { ...ask('').input, tools },
    {
      messages: [
        ...ask('').input.messages,
        { role: 'ASSISTANT' as const, reasoning: canary, toolCalls },
      ],
    },
    { ...ask('').input, tools: [{ name: 'a', parameters: { properties: { [canary]: canary } } }] },
  ].map((input) => ({ input: { ...input, modelId: '' } }));
  const modelId = await model('CHAT');
  for (const { input } of chats) {
    await client.execute(ChatWhole, { input: { ...input, modelId } });
    for (const transport of transports) {
      const stream = await client.subscribe(transport, ChatStream, {
        input: { ...input, modelId },
      });
      await readAll(stream).catch(() => []);
    }
  }
  await client.execute(Embed, { input: { modelId: await model('EMBEDDING'), texts: [canary] } });
  await client.execute(Rerank, {
    input: { modelId: await model('RERANK'), query: canary, documents: [canary, `${canary}-two`] },
  });
  await client.execute(Transcribe, {
    input: {
      modelId: await model('SPEECH'),
      prompt: canary,
      audio: { mediaType: 'audio/wav', base64: 'AAAA' },
    },
  });
  // The error messages of GraphQL quote the operation.
  const socket = await client.openSocket();
  for (const query of [
    `{ models(first: "${canary}") { totalCount } }`,
    `{ ${canary} }`,
    `{ models(filter: {search: "${canary}\\u0000"}) { totalCount } }`,
    `"${canary}`,
  ]) {
    socket.send({ id: query.slice(0, 40), type: 'subscribe', payload: { query } });
    await socket.next();
    await client.post({ query });
  }
  socket.send(`{"${canary}`);
  await socket.closed;
  server.signal('SIGTERM');
  await server.exited;

  expect(JSON.stringify(upstream.exchanges.map(({ request }) => request.body))).toContain(canary);
  expect(server.output.match(/"reason":.*upstream request refused/g)?.length).toBeGreaterThan(9);
  expect(server.output).toContain('operation refused');
  expect(server.output).not.toContain(canary);
});

test('neither the text nor the parameters of a failed statement are logged', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const overrides = { log: createLog({ level: 'debug', destination: sink }) };
  await using fixture = await createAppWithDatabase({ overrides });
  const client = await fixture.app.as('acme');
  await fixture.database.asPlatform(async (em) => {
    await em.execute('reset role');
    await em.execute('alter table model rename column description to gone');
  });
  const { errors } = await client.execute(ListModels, { filter: { search: canary } });
  const requestId = errors?.[0]?.extensions?.['requestId'];
  const line = lines.find((text) => text.includes(String(requestId))) ?? '';
  expect(JSON.parse(line)).toMatchObject({
    msg: 'unexpected error',
    err: {
      type: 'DatabaseError',
      code: '42703',
      stack: expect.arrayContaining([expect.stringContaining('models/model-service.ts')]),
    },
  });
  expect(lines.join('')).not.toContain(canary);
  expect(lines.join('')).not.toMatch(/\bselect\b/i);
});

test.each<[string, unknown]>([
  ['an error', new Error(canary)],
  ['an error of several lines', new Error(`a\n    at ${canary} (file:///a.ts:1:1)\n${canary}`)],
  ['an error whose message was changed', Object.assign(new Error(`a ${canary}`), { message: 'b' })],
  ['an error with a name of its own', Object.assign(new Error('x'), { name: `${canary} a` })],
  ['an error with details', Object.assign(new Error('x'), { detail: canary, query: canary })],
  ['an error whose code is a sentence', Object.assign(new Error('x'), { code: `a ${canary}` })],
  ['an error with a cause', new Error('x', { cause: new Error(canary, { cause: canary }) })],
  ['an error of an input', new InvalidInputError([{ path: ['input', canary], message: 'x' }])],
  ['an error of a parser', thrownBy(() => JSON.parse(canary))],
  ['a text', canary],
  ['an object', { message: canary }],
])('the description of %s contains no user data', (_name, error) => {
  expect(JSON.stringify(describeError(error))).not.toContain(canary);
});

test('the description of an error contains its type, position and cause', () => {
  const cause = Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' });
  expect(describeError(new NotFoundError('There is no model with this ID.', { cause }))).toEqual({
    type: 'NotFoundError',
    code: 'NOT_FOUND',
    message: 'There is no model with this ID.',
    stack: expect.arrayContaining([expect.stringContaining('test/secrets/log.test.ts')]),
    cause: {
      type: 'Error',
      code: 'ECONNREFUSED',
      syscall: 'connect',
      stack: expect.arrayContaining([expect.stringContaining('test/secrets/log.test.ts')]),
    },
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
