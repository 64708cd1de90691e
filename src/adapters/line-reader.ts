import { upstreamFailure } from './upstream-failure.ts';

/** A line longer than this is no message of any protocol of ours. */
const longestLine = 8_388_608;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Takes a body apart into lines, without their ends (LF or CRLF). Characters that are split between
 * chunks come out whole.
 */
export class LineReader {
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  /**
   * The lines that a chunk of the body completes.
   *
   * @throws UpstreamError with the reason PROTOCOL for a line that does not end.
   */
  push(chunk: Uint8Array): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      lines.push(this.#take(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start === chunk.length) return lines;
    this.#held.push(chunk.subarray(start));
    this.#heldBytes += chunk.length - start;
    if (this.#heldBytes > longestLine) throw upstreamFailure('PROTOCOL');
    return lines;
  }

  /** What the body ended with, if not with the end of a line. */
  end(): string[] {
    return this.#heldBytes === 0 ? [] : [this.#take(new Uint8Array())];
  }

  #take(last: Uint8Array): string {
    const bytes = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last]);
    this.#held = [];
    this.#heldBytes = 0;
    const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
    return Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('utf8');
  }
}
