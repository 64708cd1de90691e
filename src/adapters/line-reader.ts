import { ByteBuffer } from '../egress/byte-buffer.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = '\ufeff';

/**
 * Splits a body into lines, which end with LF, CR or CRLF (HTML, section 9.2.5), and removes the
 * line ends and a byte order mark at the start. Joins characters that are split between chunks.
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
    const lines: string[] = [];
    let start = this.#afterReturn && chunk[0] === lineFeed ? 1 : 0;
    if (chunk.length > 0) this.#afterReturn = chunk.at(-1) === carriageReturn;
    let feed = chunk.indexOf(lineFeed, start);
    let back = chunk.indexOf(carriageReturn, start);
    while (feed >= 0 || back >= 0) {
      const isReturn = back >= 0 && (feed < 0 || back < feed);
      const end = isReturn ? back : feed;
      lines.push(this.#take(chunk.subarray(start, end)));
      start = isReturn && feed === end + 1 ? end + 2 : end + 1;
      if (feed >= 0 && feed < start) feed = chunk.indexOf(lineFeed, start);
      if (back >= 0 && back < start) back = chunk.indexOf(carriageReturn, start);
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
    return lines;
  }

  /** Returns the last line when the body does not end with a line end. */
  end(): string[] {
    return this.#partial.length === 0 ? [] : [this.#take(new Uint8Array())];
  }

  #hold(bytes: Uint8Array): void {
    const { messageBytes } = upstreamLimits;
    if (this.#partial.length + bytes.length > messageBytes) {
      const message = `The provider's response has a line of more than ${messageBytes} bytes.`;
      throw upstreamFailure('PROTOCOL', { message });
    }
    this.#partial.append(bytes);
  }

  #take(last: Uint8Array): string {
    const text = this.#decode(last);
    if (!this.#isFirst) return text;
    this.#isFirst = false;
    return text.startsWith(byteOrderMark) ? text.slice(1) : text;
  }

  #decode(last: Uint8Array): string {
    if (this.#partial.length > 0) {
      this.#hold(last);
      return this.#partial.take();
    }
    return Buffer.from(last.buffer, last.byteOffset, last.length).toString('utf8');
  }
}
