import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { issueToken } from '../../src/auth/issue-token.ts';
import { createTokenVerifier } from '../../src/auth/token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import type { Log } from '../../src/log.ts';
import { Metrics } from '../../src/metrics/metrics.ts';
import { Quotas } from '../../src/quotas/quotas.ts';
import type { Services } from '../../src/services/services.ts';
import { createGraphql } from '../../src/transport/create-graphql.ts';
import { type ListenOptions, listen } from '../../src/transport/listen.ts';
import { createErrorMask } from '../../src/transport/mask-error.ts';
import { PersistedDocuments } from '../../src/transport/persisted-documents.ts';
import { TypedDocumentString } from '../gql/graphql.ts';
import { GraphqlClient } from './graphql-client.ts';
import { testConfig, testQuotas, testSecret } from './test-config.ts';

/** Reads the endless subscription of a {@link FloodingServer}. */
export const flood = new TypedDocumentString<
  { readonly modelChanges: { readonly cursor: string } },
  Record<string, never>
>('subscription { modelChanges { ... on ModelChange { cursor } } }');

/** Bytes of the only field of an event. */
export const floodEventBytes = 1_000;

/** Larger than the buffers of the operating system. */
const largePage = `<html>${' '.repeat(9_000_000)}</html>`;

/** The transport on a real port, with one service whose `modelChanges` never ends or pauses. */
export interface FloodingServer extends AsyncDisposable {
  readonly client: GraphqlClient;
  /** Number of events that were read from the service's iterators. */
  readonly taken: () => number;
  /** Number of iterators that are open. */
  readonly openIterators: () => number;
  /** Number of connections that the server has not closed. */
  readonly openConnections: () => number;
  /** Resolves with the fields of the next log line with this message. */
  readonly logged: (message: string) => Promise<Readonly<Record<string, unknown>>>;
}

export async function startFloodingServer(
  options: Pick<ListenOptions, 'keepAliveMs' | 'sendTimeoutMs'>,
): Promise<FloodingServer> {
  let taken = 0;
  const open = new Set<object>();
  const follow = async () => {
    const events = {
      [Symbol.asyncIterator]: () => events,
      next: async () => {
        taken += 1;
        // Lets the event loop write to sockets. Without it, no I/O would happen between two events.
        if (taken % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
        if (!open.has(events)) return { done: true, value: undefined };
        return { done: false, value: { cursor: 'x'.repeat(floodEventBytes) } };
      },
      return: async () => {
        open.delete(events);
        return { done: true, value: undefined };
      },
    };
    open.add(events);
    return events;
  };
  const waiting = new Map<string, (fields: Readonly<Record<string, unknown>>) => void>();
  const note: Log['info'] = (fields, message) => {
    waiting.get(message)?.(fields);
    waiting.delete(message);
  };
  const log: Log = { error: note, warn: note, info: note, debug: note };
  const { jwt, host, port } = testConfig();
  const verifier = createTokenVerifier(jwt);
  const maskError = createErrorMask(log);
  const metrics = new Metrics();
  const quotas = new Quotas({ limits: testQuotas(), metrics });
  const documents = new PersistedDocuments({ documents: new Map(), only: false });
  const graphql = createGraphql({
    services: { changes: { follow } } as unknown as Services, // the only one that is called
    verifier,
    log,
    maskError,
    documents,
    metrics,
    quotas,
    schemaAccess: 'public',
    corsOrigins: [],
    isReady: async () => true,
    graphiqlPage: largePage,
    graphiql: () => ({}),
  });
  const listener = await listen({
    graphql,
    verifier,
    documents,
    metrics,
    quotas,
    log,
    maskError,
    host,
    port,
    ...options,
  });
  const connections = new Set<Socket>();
  const connected = (message: unknown) => {
    const { socket } = message as { socket: Socket }; // as Node documents it
    if (socket.localPort !== Number(new URL(listener.origin).port)) return;
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  };
  subscribe('net.server.socket', connected);
  const claims = { tenantId: 'acme', subject: 'user', scopes, ttlSeconds: 600 };
  return {
    client: new GraphqlClient(
      listener.origin,
      await issueToken({ ...jwt, secret: testSecret }, claims),
    ),
    taken: () => taken,
    openIterators: () => open.size,
    openConnections: () => connections.size,
    logged: (message) => new Promise((resolve) => waiting.set(message, resolve)),
    [Symbol.asyncDispose]: async () => {
      await listener[Symbol.asyncDispose]();
      unsubscribe('net.server.socket', connected);
    },
  };
}
