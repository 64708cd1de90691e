import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphqlClient, Transport } from './graphql-client.ts';

/** The data that a client received after it had started to read. */
export interface Received {
  /** Results with data. */
  readonly events: number;
  /** The last bytes over HTTP; the close code and reason over WebSocket. */
  readonly end: string;
}

/** A client that has sent a request and does not read the response. */
export interface StallingReader {
  /** Reads until the server closes the connection. */
  resume(): Promise<Received>;
  /** Closes the connection from the client's side. */
  leave(): void;
}

/** Subscribes and stops reading. */
export function stallingReader(
  transport: Transport,
  client: GraphqlClient,
  operation: { readonly query: string; readonly variables?: unknown },
): Promise<StallingReader> {
  return transport === 'sse'
    ? stallingSse(client, operation)
    : stallingWebSocket(client, operation);
}

/**
 * Subscribes with server-sent events and reads at a limited speed.
 *
 * @returns after this number of bytes.
 */
export async function readSlowly(
  client: GraphqlClient,
  operation: { readonly query: string },
  { bytes, bytesPerSecond }: { readonly bytes: number; readonly bytesPerSecond: number },
): Promise<Socket> {
  const socket = await request(client, 'POST', sse, JSON.stringify(operation));
  for (let read = 0; read < bytes; ) {
    const chunk = socket.read() as Buffer | null; // no encoding is set
    if (chunk === null) await once(socket, 'readable');
    else {
      read += chunk.length;
      await delay((chunk.length / bytesPerSecond) * 1_000);
    }
  }
  return socket;
}

const sse = { accept: 'text/event-stream' };

/** Sends a request and does not read the response. */
export async function stallingRequest(
  client: GraphqlClient,
  method: 'GET' | 'POST',
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<StallingReader> {
  const socket = await request(client, method, headers, body);
  return {
    resume: async () => {
      let text = '';
      socket.on('data', (data) => {
        text += String(data);
      });
      await once(socket.resume(), 'close');
      return { events: text.split('data: {"data"').length - 1, end: text.slice(-1_000) };
    },
    leave: () => void socket.destroy(),
  };
}

function stallingSse(client: GraphqlClient, operation: unknown): Promise<StallingReader> {
  return stallingRequest(client, 'POST', sse, JSON.stringify(operation));
}

/**
 * Sends a request over a paused socket: the system buffers a little data, Node.js reads nothing.
 */
async function request(
  client: GraphqlClient,
  method: 'GET' | 'POST',
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Socket> {
  const { hostname, port, host } = new URL(client.origin);
  const socket = connect(Number(port), hostname).pause();
  socket.on('error', () => {});
  await once(socket, 'connect');
  const length = Buffer.byteLength(body);
  const all = { ...client.headers, host, 'content-length': `${length}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  return socket;
}

async function stallingWebSocket(client: GraphqlClient, payload: object): Promise<StallingReader> {
  // A pong to a closed connection would make the system discard the received data.
  const socket = await client.openSocket({ autoPong: false });
  socket.send({ id: '1', type: 'subscribe', payload });
  socket.pause();
  return {
    resume: async () => {
      const before = socket.received;
      socket.resume();
      const { code, reason } = await socket.closed;
      return { events: socket.received - before, end: `${code} ${reason}` };
    },
    leave: () => socket.terminate(),
  };
}
