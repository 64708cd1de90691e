import type { Readable } from 'node:stream';

type Result = IteratorResult<Uint8Array, undefined>;

/** Bytes that are held for a reader that is busy, before the body is paused. */
const mostHeldBytes = 65_536;

/**
 * Reads a body. What arrives while the reader is busy, such as the rest of what was received
 * together, is one chunk: the iterator of Node's streams costs several promises for each piece.
 */
export class BodyChunks implements AsyncIterator<Uint8Array, undefined> {
  readonly #body: Readable;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #end: { readonly error: TypeError | null } | null = null;
  #waiting: PromiseWithResolvers<Result> | null = null;

  constructor(body: Readable) {
    this.#body = body;
    body.on('data', (chunk: Uint8Array) => this.#take(chunk));
    body.once('end', () => this.#finish(null));
    body.on('error', (cause) => this.#finish(broken(cause)));
    body.once('close', () => this.#finish(broken(undefined)));
  }

  /** @throws TypeError when the connection breaks. */
  next(): Promise<Result> {
    if (this.#held.length > 0) {
      const value = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held);
      this.#held = [];
      this.#heldBytes = 0;
      if (this.#body.isPaused()) this.#body.resume();
      return Promise.resolve({ done: false, value: value as Uint8Array }); // not empty
    }
    if (this.#end === null) {
      this.#waiting = Promise.withResolvers();
      return this.#waiting.promise;
    }
    const { error } = this.#end;
    return error === null ? Promise.resolve(done) : Promise.reject(error);
  }

  /** Ends the request. */
  async return(): Promise<Result> {
    this.#body.destroy();
    return done;
  }

  #take(chunk: Uint8Array): void {
    const waiting = this.#waiting;
    if (waiting !== null) {
      this.#waiting = null;
      waiting.resolve({ done: false, value: chunk });
      return;
    }
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes >= mostHeldBytes) this.#body.pause();
  }

  #finish(error: TypeError | null): void {
    this.#end ??= { error };
    const waiting = this.#waiting;
    this.#waiting = null;
    if (this.#end.error === null) waiting?.resolve(done);
    else waiting?.reject(this.#end.error);
  }
}

const done = { done: true, value: undefined } as const;

function broken(cause: unknown): TypeError {
  return new TypeError('terminated', { cause });
}
