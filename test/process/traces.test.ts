import { expect, test } from 'vitest';
import { ask, readAll } from '../support/chat-fixture.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { ChatStream, ChatWhole, Embed } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

interface ExportedSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** Kinds in OTLP. */
const kinds = ['', 'internal', 'server', 'client'];

/** Receives spans as a collector does. */
async function startCollector() {
  const upstream = await startUpstream({
    handler: (exchange) => {
      exchange.head(200, { 'content-type': 'application/json' });
      exchange.end('{}');
    },
  });
  const spans = () =>
    upstream.exchanges.flatMap(({ request }) => {
      const { resourceSpans } = request.body as {
        resourceSpans: { scopeSpans: { spans: ExportedSpan[] }[] }[];
      };
      return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    });
  return { upstream, spans, [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose]() };
}

/** A provider that is overloaded once, and then responds. */
async function startProvider(): Promise<Upstream> {
  let requests = 0;
  return startUpstream({
    handler: async (exchange) => {
      requests += 1;
      if (exchange.request.path.endsWith('/embeddings')) {
        exchange.head(200, { 'content-type': 'application/json' });
        const data = [{ index: 0, embedding: [1, 2] }];
        return exchange.end(JSON.stringify({ data, usage: { prompt_tokens: 3, total_tokens: 3 } }));
      }
      if (requests === 1) {
        exchange.head(503, { 'content-type': 'application/json' });
        return exchange.end('{"error":{"message":"busy canary5d1e"}}');
      }
      await sendStream(exchange, answer(['canary5d1e', 'works']));
    },
  });
}

function flat({ attributes }: ExportedSpan): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => {
      const [content] = Object.values(value);
      return [key, typeof content === 'object' ? JSON.stringify(content) : content];
    }),
  );
}

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

test('one trace leads from an operation to each attempt, in spans and in log lines', async () => {
  await using place = await createLastingDatabase();
  await using collector = await startCollector();
  await using provider = await startProvider();
  await using server = new ServerProcess('src/main.ts', {
    ...place.environment,
    LOG_LEVEL: 'info',
    EGRESS_ALLOW: '127.0.0.1',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.upstream.url,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  });
  const origin = await server.origin();
  const [, token = ''] = await server.printed(/Development token: (\S+)/);
  const client = new GraphqlClient(origin, token);
  const baseUrl = `${provider.url}/v1`;
  const { id } = await register(client, { baseUrl, parameters: { maxRetries: 1 } });
  const vectors = await register(client, { name: 'vectors', type: 'EMBEDDING', baseUrl });

  const response = await client.post(
    { query: ChatWhole.toString(), variables: ask(id, 'canary5d1e') },
    { headers: { ...client.headers, traceparent } },
  );
  expect(await response.json()).toMatchObject({ data: { chat: { __typename: 'ChatPayload' } } });
  await readAll(await client.subscribe('websocket', ChatStream, ask(id, 'canary5d1e')));
  await client.data(Embed, { input: { modelId: vectors.id, texts: ['canary5d1e'] } });
  await client.post({ query: 'query Broken { node(id: "x") { id } }' });
  server.signal('SIGTERM');
  expect(await server.exited).toBe(0);

  const spans = collector.spans();
  const sent = JSON.stringify(collector.upstream.exchanges.map(({ request }) => request.body));
  expect(sent).toContain('{"key":"service.name","value":{"stringValue":"modelyard"}}');
  expect(sent).toContain('{"key":"deployment.environment.name","value":{"stringValue":"test"}}');
  expect(sent).not.toContain('canary5d1e');
  const chain = spans.filter((span) => span.traceId === traceId);
  const find = (kind: string) => chain.filter((span) => kinds[span.kind] === kind);
  const [operation] = find('server');
  const [completion] = find('internal');
  const attempts = find('client');
  expect(operation).toMatchObject({ name: 'mutation', parentSpanId: '00f067aa0ba902b7' });
  expect(completion).toMatchObject({ name: 'chat gpt', parentSpanId: operation?.spanId });
  expect(attempts.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([
    ['chat gpt', completion?.spanId],
    ['chat gpt', completion?.spanId],
  ]);
  expect(operation && flat(operation)).toEqual({
    'graphql.operation.type': 'mutation',
    'graphql.operation.name': 'ChatWhole',
  });
  expect(completion && flat(completion)).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'modelyard.completion.ending': 'COMPLETED',
  });
  const shared = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': expect.any(String),
    'gen_ai.request.model': 'gpt',
    'gen_ai.request.stream': true,
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(provider.url).port),
  };
  const [failed, succeeded] = attempts;
  expect(failed?.status).toEqual({ code: 2 });
  expect(failed && flat(failed)).toEqual({ ...shared, 'error.type': 'provider_overloaded' });
  expect(succeeded && flat(succeeded)).toMatchObject({
    ...shared,
    'gen_ai.response.finish_reasons': expect.stringContaining('stop'),
    'gen_ai.response.time_to_first_chunk': expect.any(Number),
    'gen_ai.usage.output_tokens': expect.any(Number),
  });

  const names = spans.map(({ kind, name }) => `${kinds[kind]} ${name}`);
  for (const name of ['server subscription', 'client embeddings vectors', 'server query']) {
    expect(names).toContain(name);
  }
  expect(new Set(spans.map((span) => span.traceId)).size).toBeGreaterThan(4);
  const [line = ''] = /^.*upstream request refused.*$/m.exec(server.output) ?? [];
  expect(JSON.parse(line)).toMatchObject({
    trace_id: traceId,
    span_id: operation?.spanId,
    operation: 'mutation chat',
    status: 503,
  });
});

/** Prints the packages of the SDK when they are loaded. */
const printLoaded = `import { registerHooks } from 'node:module';
registerHooks({ resolve(specifier, context, next) {
  if (/^@opentelemetry.(?!api$)/.test(specifier)) console.error('LOADED ' + specifier);
  return next(specifier, context);
} });`;

test('without an endpoint, no package of the SDK is loaded', async () => {
  await using place = await createLastingDatabase();
  await using server = new ServerProcess('src/main.ts', {
    ...place.environment,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(printLoaded)}`,
  });
  const client = new GraphqlClient(await server.origin(), null);
  await client.post({ query: '{ __typename }' });
  expect(server.output).not.toContain('LOADED');
});

test('a collector that does not respond delays nothing and is reported once', async () => {
  await using place = await createLastingDatabase();
  await using silent = await startUpstream();
  await using server = new ServerProcess('src/main.ts', {
    ...place.environment,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${silent.url}/v1/traces`,
    OTEL_EXPORTER_OTLP_TIMEOUT: '100',
    OTEL_TRACES_SAMPLER_ARG: '1',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(printLoaded)}`,
  });
  const client = new GraphqlClient(await server.origin(), null);
  expect(server.output).toContain('LOADED @opentelemetry/sdk-trace');
  expect((await client.post({ query: '{ __typename }' })).status).toBe(200);
  await silent.nextExchange('/v1/traces');
  await server.printed(/traces cannot be exported; check OTEL_EXPORTER_OTLP_ENDPOINT/);
  server.signal('SIGTERM');
  expect(await server.exited).toBe(0);
});
