/** A message that a client may send, as far as its operation is concerned. */
interface OperationMessage {
  readonly type: 'subscribe' | 'complete';
  readonly id: string;
}

interface Operation {
  /** What it is called on the server's side: never used again on its socket. */
  readonly id: string;
  /** What its client calls it. */
  readonly clientId: string;
  readonly abort: AbortController;
}

/**
 * The running operations of one socket. A client may use an id again as soon as it has completed
 * it, while the operation that had it is still ending. The protocol package knows an operation by
 * its id only, and takes the one for the other: so it is given an id that is used once.
 */
export class SocketOperations {
  readonly #running = new Map<string, Operation>();
  readonly #byClientId = new Map<string, Operation>();
  #count = 0;

  get size(): number {
    return this.#running.size;
  }

  /** Aborted when the client completes the operation, or its socket closes. */
  signalOf(id: string): AbortSignal {
    return this.#running.get(id)?.abort.signal ?? AbortSignal.abort();
  }

  /**
   * A client's message with the id of the server's side.
   *
   * @throws {IdInUseError} when the client subscribes under the id of a running operation.
   */
  translateIncoming(message: unknown): unknown {
    if (!isOperationMessage(message)) return message;
    const { type, id: clientId } = message;
    return { ...message, id: type === 'subscribe' ? this.#start(clientId) : this.#stop(clientId) };
  }

  /** The text for the client; undefined when it is of an operation that the client has completed. */
  translateOutgoing(text: string): string | undefined {
    if (!text.startsWith(idPrefix)) return text;
    const end = text.indexOf('"', idPrefix.length);
    const operation = this.#running.get(text.slice(idPrefix.length, end));
    if (operation === undefined) return undefined;
    const rest = text.slice(end + 1);
    if (!rest.startsWith(nextPrefix)) this.#forget(operation);
    return `{"id":${JSON.stringify(operation.clientId)}${rest}`;
  }

  /** Ends all of them. */
  abort(): void {
    for (const { abort } of this.#running.values()) abort.abort();
    this.#running.clear();
    this.#byClientId.clear();
  }

  #start(clientId: string): string {
    if (this.#byClientId.has(clientId)) throw new IdInUseError(clientId);
    this.#count += 1;
    const operation = { id: `${this.#count}`, clientId, abort: new AbortController() };
    this.#running.set(operation.id, operation);
    this.#byClientId.set(clientId, operation);
    return operation.id;
  }

  #stop(clientId: string): string {
    const operation = this.#byClientId.get(clientId);
    if (operation === undefined) return neverUsed;
    this.#forget(operation);
    operation.abort.abort();
    return operation.id;
  }

  #forget({ id, clientId }: Operation): void {
    this.#running.delete(id);
    this.#byClientId.delete(clientId);
  }
}

/** An id that a running operation of the same socket has. */
export class IdInUseError extends Error {
  constructor(id: string) {
    super(`Subscriber for ${id} already exists`);
  }
}

/** How the package begins the messages of an operation: those that go on, and those that end it. */
const idPrefix = '{"id":"';
const nextPrefix = ',"type":"next"';

const neverUsed = '0';

function isOperationMessage(message: unknown): message is OperationMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id } = message as Partial<Record<string, unknown>>;
  return (type === 'subscribe' || type === 'complete') && typeof id === 'string' && id !== '';
}
