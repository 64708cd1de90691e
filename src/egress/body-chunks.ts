import type { Readable } from 'node:stream';

type Result = IteratorResult<Uint8Array, undefined>;

/** Maximum number of bytes that are buffered for a slow reader before the body is paused. */
const maxBufferedBytes = 65_536;

/**
 * Reads a body. Bytes that arrive while the reader is busy are returned as one chunk, because the
 * iterator of Node's streams creates several promises for each chunk.
 */
export class BodyChunks implements AsyncIterator<Uint8Array, undefined> {
  readonly #body: Readable;
  #buffered: Uint8Array[] = [];
  #bufferedBytes = 0;
  #end: { readonly error: TypeError | null } | null = null;
  #waiting: PromiseWithResolvers<Result> | null = null;

  constructor(body: Readable) {
    this.#body = body;
    body.on('data', (chunk: Uint8Array) => this.#take(chunk));
    body.once('end', () => this.#finish(null));
    body.on('error', (cause) => this.#finish(broken(cause)));
    body.once('close', () => {
      if (this.#end === null) this.#finish(broken(undefined));
    });
  }

  /** @throws TypeError when the connection breaks. */
  next(): Promise<Result> {
    if (this.#buffered.length > 0) {
      const value = this.#buffered.length === 1 ? this.#buffered[0] : Buffer.concat(this.#buffered);
      this.#buffered = [];
      this.#bufferedBytes = 0;
      if (this.#body.isPaused()) this.#body.resume();
      return Promise.resolve({ done: false, value: value as Uint8Array }); // Checked above.
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
    this.#buffered.push(chunk);
    this.#bufferedBytes += chunk.length;
    if (this.#bufferedBytes >= maxBufferedBytes) this.#body.pause();
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
