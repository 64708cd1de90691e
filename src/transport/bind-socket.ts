import type { IncomingMessage } from 'node:http';
import { CloseCode, MessageType, type Server } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Log } from '../log.ts';
import type { ClientConnection, CloseReason } from './client-connection.ts';
import { parseBoundedJson } from './parse-bounded-json.ts';
import { IdInUseError, SocketOperations } from './socket-operations.ts';

/** What the protocol's hooks know of the socket that they are called for. */
export interface SocketExtra extends Record<PropertyKey, unknown> {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly connection: ClientConnection;
  readonly operations: SocketOperations;
}

export interface BindSocketOptions {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly connection: ClientConnection;
  readonly log: Log;
}

/**
 * Connects a socket with the protocol's server. Unlike the package's own binding, it accepts an id
 * that is used again for another operation, keeps the fault of one operation from ending others,
 * and reads no more messages while their answers cannot be sent.
 */
export function bindSocket(server: Server<SocketExtra>, options: BindSocketOptions): void {
  const { socket, request, connection, log } = options;
  const operations = new SocketOperations();
  const close = (code: number, reason: string) => socket.close(code, reason);
  const receive = async (data: Frame, take: (message: string) => Promise<void>) => {
    let message: unknown;
    try {
      message = operations.translateIncoming(parse(data));
    } catch (error) {
      if (error instanceof IdInUseError) {
        close(CloseCode.SubscriberAlreadyExists, reasonOf(error));
      } else close(CloseCode.BadRequest, 'Invalid message received');
      return;
    }
    try {
      await take(message as string); // it takes what is parsed as well
    } catch (error) {
      log.error({ err: error }, 'a WebSocket message could not be handled');
      close(CloseCode.InternalServerError, 'Internal server error');
    }
  };
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) => send(socket, operations.translateOutgoing(text)),
      close,
      onMessage: (take) => {
        socket.on('message', (data, isBinary) => void receive({ data, isBinary }, take));
      },
    },
    { socket, request, connection, operations },
  );
  const waitForRoom = () => {
    const room = socket.isPaused ? undefined : connection.room();
    if (room === undefined) return;
    socket.pause();
    void room.then(() => socket.resume());
  };
  socket.on('message', waitForRoom);
  const closeWithReason = () => {
    const { code, error } = connection.closing.reason as CloseReason;
    // Closed first: what ends now has lost its connection and was not completed by its client.
    close(code, error.message);
    operations.abort();
  };
  connection.closing.addEventListener('abort', closeWithReason, { once: true });
  // The library closes the socket with the right code; there is nobody else to tell.
  socket.on('error', (error) => log.debug({ err: error }, 'WebSocket failed'));
  socket.once('close', (code, reason) => {
    operations.abort();
    void closed(code, String(reason));
  });
}

/** A close frame has room for 123 bytes of reason, and an id may be longer. */
function reasonOf({ message }: IdInUseError): string {
  return Buffer.byteLength(message) <= 123 ? message : 'Subscriber already exists';
}

interface Frame {
  readonly data: RawData;
  readonly isBinary: boolean;
}

/** What a client may say; the rest of the protocol's words are the server's. */
const clientTypes: readonly unknown[] = [
  MessageType.ConnectionInit,
  MessageType.Ping,
  MessageType.Pong,
  MessageType.Subscribe,
  MessageType.Complete,
];

/** @throws for what is no message of a client's. */
function parse({ data, isBinary }: Frame): unknown {
  const message: unknown = isBinary ? null : parseBoundedJson(String(data));
  const { type } = (message ?? {}) as { type?: unknown };
  if (!clientTypes.includes(type)) throw new SyntaxError('Unknown message type.');
  return type === MessageType.Subscribe ? withQuery(message) : message;
}

/** The package wants a text of the document, which an operation with an id does not have. */
function withQuery(message: unknown): unknown {
  const { payload } = message as { payload?: Readonly<Record<string, unknown>> | null };
  if (typeof payload !== 'object' || payload === null || 'query' in payload) return message;
  return { ...(message as object), payload: { ...payload, query: '' } };
}

function send(socket: WebSocket, text: string | undefined): void {
  if (text !== undefined && socket.readyState === socket.OPEN) socket.send(text);
}
