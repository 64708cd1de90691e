import { ByteBuffer } from '../egress/byte-buffer.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = '\ufeff';

/**
 * Splits a body into lines, which end with LF, CR or CRLF (HTML, section 9.2.5), and removes the
 * line ends and a byte order mark at the start. Joins characters that are split between chunks. The
 * lines of a chunk share its memory, so callers copy what they keep for long.
 */
export class LineReader {
  readonly #partial = new ByteBuffer();
  /** Whether the last chunk ended with CR: an LF at the start of the next chunk belongs to it. */
  #afterReturn = false;
  #isFirst = true;

  /**
   * Returns the lines that a chunk completes.
   *
   * @throws UpstreamError with the reason PROTOCOL for a line that is too long.
   */
  push(chunk: Uint8Array): string[] {
    const start = this.#afterReturn && chunk[0] === lineFeed ? 1 : 0;
    if (chunk.length > 0) this.#afterReturn = chunk.at(-1) === carriageReturn;
    const end = Math.max(chunk.lastIndexOf(lineFeed), chunk.lastIndexOf(carriageReturn));
    if (end < start) {
      this.#hold(chunk.subarray(start));
      return [];
    }
    const isPair = end > start && chunk[end] === lineFeed && chunk[end - 1] === carriageReturn;
    const lines = splitLines(this.#take(chunk.subarray(start, isPair ? end - 1 : end)));
    this.#hold(chunk.subarray(end + 1));
    return lines;
  }

  /** Returns the last line when the body does not end with a line end. */
  end(): string[] {
    return this.#partial.length === 0 ? [] : [this.#take(new Uint8Array())];
  }

  #hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#check(bytes.length);
    this.#partial.append(bytes);
  }

  /** Checks the length of the line that continues the held bytes. */
  #check(length: number): void {
    const { messageBytes } = upstreamLimits;
    if (this.#partial.length + length <= messageBytes) return;
    const message = `The provider's response has a line of more than ${messageBytes} bytes.`;
    throw upstreamFailure('PROTOCOL', { message });
  }

  /** Returns the held bytes and those of a chunk, of which the first line continues the held ones. */
  #take(bytes: Uint8Array): string {
    const text = this.#decode(bytes);
    if (!this.#isFirst) return text;
    this.#isFirst = false;
    return text.startsWith(byteOrderMark) ? text.slice(1) : text;
  }

  #decode(bytes: Uint8Array): string {
    if (this.#partial.length > 0) {
      this.#check(firstLineEnd(bytes));
      this.#partial.append(bytes);
      return this.#partial.take();
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  }
}

/** The length of the first line. */
function firstLineEnd(bytes: Uint8Array): number {
  const ends = [bytes.indexOf(lineFeed), bytes.indexOf(carriageReturn)].filter((end) => end >= 0);
  return Math.min(bytes.length, ...ends);
}

function splitLines(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}
