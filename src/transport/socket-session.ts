import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import {
  type ConnectionInitMessage,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  type Message,
  MessageType,
  type SubscribeMessage,
  validateMessage,
} from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { AuthUnavailableError, UnauthenticatedError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ClientConnection, CloseReason } from './client-connection.ts';
import { closeCodes } from './close-codes.ts';
import type { Graphql } from './create-graphql.ts';
import type { ErrorMask } from './mask-error.ts';
import { parseBoundedJson } from './parse-bounded-json.ts';
import { prepareOperation } from './prepare-operation.ts';
import {
  MessageRate,
  mostOperations,
  type SocketCount,
  tooManyOperations,
} from './socket-limits.ts';
import { remainingMs, Subscription } from './subscription.ts';
import { identify } from './viewers.ts';
import { textFrame, toWireText, type WireText } from './wire-text.ts';

export interface SocketSessionOptions {
  readonly graphql: Graphql;
  readonly verifier: TokenVerifier;
  readonly log: Log;
  readonly maskError: ErrorMask;
  readonly count: SocketCount;
}

interface SocketOfSession {
  readonly socket: WebSocket;
  /** The request that opened the socket. */
  readonly request: IncomingMessage;
  readonly connection: ClientConnection;
}

/** How long a client may take to send `connection_init`, in milliseconds. */
const initialisationMs = 3_000;

/** A close frame has room for 123 bytes of reason (RFC 6455, section 5.5). */
const mostReasonBytes = 123;

/**
 * One WebSocket that speaks graphql-transport-ws: what its client sends, and what is sent to it. A
 * client may use an ID again as soon as it has completed the operation, while that is still ending;
 * so an operation is known by its object, and by its ID only while it runs.
 */
export class SocketSession {
  readonly #options: SocketSessionOptions & SocketOfSession;
  readonly #operations = new Map<string, AbortController>();
  readonly #rate = new MessageRate();
  #timer: NodeJS.Timeout | null;
  #viewer: Viewer | null = null;
  #isInitialised = false;
  #isAcknowledged = false;

  constructor(options: SocketSessionOptions & SocketOfSession) {
    this.#options = options;
    const { socket, connection, log } = options;
    // The socket is closed by its library with the right code.
    socket.on('error', (error) => log.debug({ err: error }, 'WebSocket failed'));
    this.#timer = setTimeout(
      () => this.#close(closeCodes.initialisationTimeout, 'Connection initialisation timeout'),
      initialisationMs,
    );
    socket.once('close', () => {
      clearTimeout(this.#timer ?? undefined);
      this.#abort();
    });
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      this.#close(closeCodes.subprotocolNotAcceptable, 'Subprotocol not acceptable');
      return;
    }
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    connection.closing.addEventListener('abort', () => this.#closeWithReason(), { once: true });
  }

  /** Number of running operations. */
  get size(): number {
    return this.#operations.size;
  }

  get #isOpen(): boolean {
    const { socket } = this.#options;
    return socket.readyState === socket.OPEN;
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.#isOpen) return;
    if (this.#rate.isExceeded()) {
      this.#close(closeCodes.tooManyRequests, 'Too many messages.');
      return;
    }
    let message: Message;
    try {
      message = validateMessage(isBinary ? null : parseBoundedJson(String(data)));
    } catch {
      this.#close(closeCodes.badRequest, 'Invalid message received');
      return;
    }
    this.#handle(message);
    this.#waitForRoom();
  }

  #handle(message: Message): void {
    switch (message.type) {
      case MessageType.ConnectionInit:
        if (this.#isInitialised) {
          this.#close(closeCodes.tooManyRequests, 'Too many initialisation requests');
        } else void this.#guard(this.#initialise(message));
        break;
      case MessageType.Ping:
        this.#send({ type: MessageType.Pong, payload: message.payload ?? undefined });
        break;
      case MessageType.Pong:
        break;
      case MessageType.Subscribe:
        this.#subscribe(message);
        break;
      case MessageType.Complete:
        this.#leave(message.id);
        break;
      default:
        // The protocol's other messages are the server's.
        this.#close(closeCodes.badRequest, 'Invalid message received');
    }
  }

  async #initialise({ payload }: ConnectionInitMessage): Promise<void> {
    this.#isInitialised = true;
    clearTimeout(this.#timer ?? undefined);
    const { verifier, request } = this.#options;
    try {
      const viewer = await identify(verifier, authorizationOf(payload, request));
      if (!this.#isOpen) return;
      if (viewer !== null && !this.#admit(viewer)) return;
    } catch (error) {
      if (error instanceof AuthUnavailableError) {
        this.#close(closeCodes.tryAgainLater, error.message);
      } else if (error instanceof UnauthenticatedError) {
        this.#close(closeCodes.forbidden, 'Forbidden');
      } else throw error;
      return;
    }
    this.#isAcknowledged = true;
    this.#send({ type: MessageType.ConnectionAck });
  }

  /** @returns false when the socket is one too many of its subject. */
  #admit(viewer: Viewer): boolean {
    const { count, socket } = this.#options;
    this.#viewer = viewer;
    const leave = count.enter(viewer);
    if (leave === null) {
      this.#close(closeCodes.tooManyRequests, 'Too many sockets.');
      return false;
    }
    socket.once('close', leave);
    // A token that would no longer open a socket does not keep one open either.
    const expire = () => this.#close(closeCodes.forbidden, 'The token has expired.');
    this.#timer = setTimeout(expire, remainingMs(viewer));
    return true;
  }

  #subscribe({ id, payload }: SubscribeMessage): void {
    if (!this.#isAcknowledged) {
      this.#close(closeCodes.unauthorized, 'Unauthorized');
      return;
    }
    if (this.#operations.has(id)) {
      const reason = `Subscriber for ${id} already exists`;
      const fits = Buffer.byteLength(reason) <= mostReasonBytes;
      this.#close(closeCodes.subscriberAlreadyExists, fits ? reason : 'Subscriber already exists');
      return;
    }
    const abort = new AbortController();
    this.#operations.set(id, abort);
    void this.#guard(this.#run(id, abort, payload));
  }

  async #run(
    id: string,
    abort: AbortController,
    payload: SubscribeMessage['payload'],
  ): Promise<void> {
    const { maskError, connection } = this.#options;
    const { signal } = abort;
    if (this.#operations.size > mostOperations) {
      this.#refuse(id, abort, [maskError(tooManyOperations())]);
      return;
    }
    await connection.room();
    const prepared = await prepareOperation({
      ...this.#options,
      payload,
      context: { viewer: this.#viewer, signal, isConnected: () => this.#isOpen },
    });
    if (typeof prepared !== 'function') {
      this.#refuse(id, abort, prepared.map(maskError));
      return;
    }
    let result: Awaited<ReturnType<typeof prepared>>;
    try {
      result = await prepared();
    } catch (error) {
      // What fails outside of every field is a result too.
      result = { errors: [maskError(error)] };
    }
    const head = `{"id":${toWireText(JSON.stringify(id))},"type":"next","payload":`;
    const next = (text: WireText) => {
      if (!signal.aborted) this.#write(`${head}${text}}`);
    };
    const complete = () => {
      if (this.#end(id, abort)) this.#send({ id, type: MessageType.Complete });
    };
    if (result instanceof Subscription) {
      result.start({ next, complete });
      return;
    }
    next(toWireText(JSON.stringify(result)));
    complete();
  }

  #refuse(id: string, abort: AbortController, errors: readonly GraphQLError[]): void {
    // Their messages quote the operation.
    const codes = errors.map(({ extensions }) => extensions['code']);
    this.#options.log.debug({ codes }, 'operation refused');
    if (this.#end(id, abort)) this.#send({ id, type: MessageType.Error, payload: errors });
  }

  /** @returns whether the operation was running, and its client has to know that it has ended. */
  #end(id: string, abort: AbortController): boolean {
    if (this.#operations.get(id) !== abort) return false;
    this.#operations.delete(id);
    return true;
  }

  #leave(id: string): void {
    const abort = this.#operations.get(id);
    this.#operations.delete(id);
    abort?.abort();
  }

  #abort(): void {
    const running = [...this.#operations.values()];
    this.#operations.clear();
    for (const abort of running) abort.abort();
  }

  #closeWithReason(): void {
    const { code, error } = this.#options.connection.closing.reason as CloseReason;
    // Closed first: what ends now has lost its connection and was not completed by its client.
    this.#close(code, error.message);
    this.#abort();
  }

  #close(code: number, reason: string): void {
    const { socket, connection } = this.#options;
    connection.flush();
    socket.close(code, reason);
  }

  #send(message: object): void {
    this.#write(toWireText(JSON.stringify(message)));
  }

  #write(payload: WireText): void {
    if (this.#isOpen) this.#options.connection.write(textFrame(payload));
  }

  /** Reads no more messages while their responses cannot be sent. */
  #waitForRoom(): void {
    const { socket, connection } = this.#options;
    const room = socket.isPaused ? undefined : connection.room();
    if (room === undefined) return;
    socket.pause();
    void room.then(() => socket.resume());
  }

  /** A fault of the server ends the socket. */
  async #guard(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#options.log.error({ err: error }, 'a WebSocket message could not be handled');
      this.#close(closeCodes.internalServerError, 'Internal server error');
    }
  }
}

function authorizationOf(
  parameters: Readonly<Record<string, unknown>> | undefined,
  request: IncomingMessage,
): string | undefined {
  const parameter = parameters?.['authorization'] ?? parameters?.['Authorization'];
  if (parameter === undefined) return request.headers.authorization;
  if (typeof parameter === 'string') return parameter;
  throw new UnauthenticatedError('The connection parameter "authorization" must be a string.');
}
