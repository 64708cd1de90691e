import type { IncomingMessage } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
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
import { createOperation, inOperation } from '../current-operation.ts';
import {
  AuthUnavailableError,
  type ErrorCode,
  QuotaExceededError,
  UnauthenticatedError,
} from '../errors.ts';
import type { Log } from '../log.ts';
import type { Quotas } from '../quotas/quotas.ts';
import type { AnonymousSockets } from './anonymous-sockets.ts';
import type { ClientConnection, CloseReason } from './client-connection.ts';
import { closeCodes } from './close-codes.ts';
import type { Graphql } from './create-graphql.ts';
import type { ErrorMask } from './mask-error.ts';
import { parseBoundedJson } from './parse-bounded-json.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { prepareOperation } from './prepare-operation.ts';
import { delayRefusal } from './refusal-delay.ts';
import { SocketIdentity } from './socket-identity.ts';
import { MessageRate, maxOperations, tooManyOperations } from './socket-limits.ts';
import { Subscription } from './subscription.ts';
import { identify } from './viewers.ts';
import { textFrame, toWireText, type WireText } from './wire-text.ts';

export interface SocketSessionOptions {
  readonly graphql: Graphql;
  readonly verifier: TokenVerifier;
  readonly documents: PersistedDocuments;
  readonly log: Log;
  readonly maskError: ErrorMask;
  readonly quotas: Quotas;
  readonly anonymous: AnonymousSockets;
  /** See {@link SocketIdentityOptions}. */
  readonly anonymousMs?: number | undefined;
}

interface SocketOfSession {
  readonly socket: WebSocket;
  /** The request that opened the socket. */
  readonly request: IncomingMessage;
  readonly connection: ClientConnection;
}

const stopReason = 'The server is stopping. Connect again to resume.';

/** Maximum length of the reason in a close frame (RFC 6455, section 5.5). */
const maxReasonBytes = 123;

/**
 * Handles the messages of one WebSocket with the protocol graphql-transport-ws. A client may use an
 * ID again as soon as it has completed the operation, although that operation may still be ending.
 * So the abort controller identifies an operation; the ID does so only while the operation runs.
 */
export class SocketSession {
  readonly #options: SocketSessionOptions & SocketOfSession;
  readonly #operations = new Map<string, AbortController>();
  readonly #rate = new MessageRate();
  readonly #identity: SocketIdentity;
  /** Number of reasons not to read messages. */
  #pauses = 0;
  #isInitialised = false;
  #isAcknowledged = false;

  constructor(options: SocketSessionOptions & SocketOfSession) {
    this.#options = options;
    const { socket, connection, log } = options;
    const close = (code: number, reason: string) => this.#close(code, reason);
    this.#identity = new SocketIdentity({ ...options, close });
    // The library closes the socket with the correct code.
    socket.on('error', (error) => log.debug({ err: error }, 'WebSocket failed'));
    socket.once('close', () => {
      this.#identity[Symbol.dispose]();
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
      message = validateMessage(isBinary ? null : withQuery(parseBoundedJson(String(data))));
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
        } else {
          const work = () => this.#guard(this.#initialise(message));
          void inOperation(createOperation(this.#options.request.headers), work);
        }
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
        // Only the server sends the other messages of the protocol.
        this.#close(closeCodes.badRequest, 'Invalid message received');
    }
  }

  async #initialise({ payload }: ConnectionInitMessage): Promise<void> {
    this.#isInitialised = true;
    const { verifier, request } = this.#options;
    try {
      this.#identity.stopWaiting();
      const viewer = await identify(verifier, authorizationOf(payload, request));
      if (!this.#isOpen) return;
      this.#identity.admit(viewer);
    } catch (error) {
      if (error instanceof AuthUnavailableError) {
        this.#close(closeCodes.tryAgainLater, error.message);
      } else if (error instanceof UnauthenticatedError) {
        // The message says whether the token has expired or is wrong.
        this.#close(closeCodes.forbidden, error.message);
      } else if (error instanceof QuotaExceededError) {
        await this.#readAfter(delayRefusal());
        this.#close(closeCodes.tooManyRequests, 'Too many sockets.');
      } else throw error;
      return;
    }
    this.#isAcknowledged = true;
    this.#send({ type: MessageType.ConnectionAck });
  }

  #subscribe({ id, payload }: SubscribeMessage): void {
    if (!this.#isAcknowledged) {
      this.#close(closeCodes.unauthorized, 'Unauthorized');
      return;
    }
    if (this.#operations.has(id)) {
      const reason = `Subscriber for ${id} already exists`;
      const fits = Buffer.byteLength(reason) <= maxReasonBytes;
      this.#close(closeCodes.subscriberAlreadyExists, fits ? reason : 'Subscriber already exists');
      return;
    }
    const abort = new AbortController();
    this.#operations.set(id, abort);
    const { traceparent } = (payload.extensions ?? {}) as { readonly traceparent?: unknown };
    const headers = typeof traceparent === 'string' ? { traceparent } : {};
    const operation = {
      ...createOperation(headers),
      tenantId: this.#identity.viewer?.tenantId ?? null,
    };
    void inOperation(operation, () => this.#guard(this.#run(id, abort, payload)));
  }

  async #run(
    id: string,
    abort: AbortController,
    payload: SubscribeMessage['payload'],
  ): Promise<void> {
    const { maskError, connection } = this.#options;
    const { signal } = abort;
    if (this.#operations.size > maxOperations) {
      this.#refuse(id, abort, [maskError(tooManyOperations())]);
      return;
    }
    await connection.room();
    const prepared = await prepareOperation({
      ...this.#options,
      payload,
      context: { viewer: this.#identity.viewer, signal, isConnected: () => this.#isOpen },
      delayRefusal: () => this.#readAfter(delayRefusal()),
      onIdentified: (viewer) => {
        if (viewer !== null) this.#identity.begin(signal);
      },
    });
    if (typeof prepared !== 'function') {
      this.#refuse(id, abort, prepared.map(maskError));
      return;
    }
    let result: Awaited<ReturnType<typeof prepared>>;
    try {
      result = await prepared();
    } catch (error) {
      // An error outside of all fields is sent as a result.
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
    if (this.#operations.size === 1 && isRefusedByStop(result)) {
      // The client connects to another process, and sends the operation again.
      this.#close(closeCodes.goingAway, stopReason);
      return;
    }
    next(toWireText(JSON.stringify(result)));
    complete();
  }

  #refuse(id: string, abort: AbortController, errors: readonly GraphQLError[]): void {
    if (this.#end(id, abort)) this.#send({ id, type: MessageType.Error, payload: errors });
  }

  /** @returns whether the operation was running, so that its client must be notified of the end. */
  #end(id: string, abort: AbortController): boolean {
    if (this.#operations.get(id) !== abort) return false;
    this.#operations.delete(id);
    this.#identity.end(abort.signal);
    return true;
  }

  #leave(id: string): void {
    const abort = this.#operations.get(id);
    this.#operations.delete(id);
    if (abort === undefined) return;
    abort.abort();
    this.#identity.end(abort.signal);
  }

  #abort(): void {
    const running = [...this.#operations.values()];
    this.#operations.clear();
    for (const abort of running) abort.abort();
  }

  #closeWithReason(): void {
    const { code, error } = this.#options.connection.closing.reason as CloseReason;
    // Close the socket first, so that `isConnected` is false when the operations end: the client
    // has not completed them.
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

  /** Stops reading messages while responses cannot be sent. */
  #waitForRoom(): void {
    const room = this.#options.connection.room();
    if (room !== undefined) void this.#readAfter(room);
  }

  /** Reads no further messages until a promise is resolved. */
  async #readAfter(waiting: Promise<void>): Promise<void> {
    const { socket } = this.#options;
    socket.pause();
    this.#pauses += 1;
    await waiting;
    this.#pauses -= 1;
    if (this.#pauses === 0) socket.resume();
  }

  /** Closes the socket after an unexpected error of the server. */
  async #guard(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#options.log.error({ err: error }, 'a WebSocket message could not be handled');
      this.#close(closeCodes.internalServerError, 'Internal server error');
    }
  }
}

/** Whether an operation did nothing, because the server is stopping. */
function isRefusedByStop({ data, errors = [] }: ExecutionResult): boolean {
  const code: ErrorCode = 'SHUTTING_DOWN';
  const isRefusal =
    errors.length > 0 && errors.every(({ extensions }) => extensions['code'] === code);
  return isRefusal && Object.values(data ?? {}).every((field) => field === null);
}

function authorizationOf(
  parameters: Readonly<Record<string, unknown>> | undefined,
  request: IncomingMessage,
): string | undefined {
  const parameter = tokenParameter(parameters) ?? tokenParameter(parameters?.['headers']);
  if (parameter === undefined) return request.headers.authorization;
  if (typeof parameter === 'string') return parameter;
  throw new UnauthenticatedError('The connection parameter "authorization" must be a string.');
}

/** Some clients send the headers of HTTP as the parameter `headers`. */
function tokenParameter(parameters: unknown): unknown {
  if (typeof parameters !== 'object' || parameters === null) return undefined;
  const { authorization, Authorization } = parameters as Record<string, unknown>;
  return authorization ?? Authorization;
}

/** The package requires the text of a document, which an operation with a `documentId` does not have. */
function withQuery(message: unknown): unknown {
  const { type, payload } = (message ?? {}) as { type?: unknown; payload?: unknown };
  if (type !== MessageType.Subscribe || typeof payload !== 'object' || payload === null) {
    return message;
  }
  return 'query' in payload
    ? message
    : { ...(message as object), payload: { ...payload, query: '' } };
}
