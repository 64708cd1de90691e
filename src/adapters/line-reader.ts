import { ByteBuffer } from './byte-buffer.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = '\ufeff';

/**
 * Splits a body into lines without their ends, which are LF, CR or CRLF (HTML, section 9.2.5). A
 * byte order mark before the first line is not part of it. Characters that are split between chunks
 * come out whole.
 */
export class LineReader {
  readonly #held = new ByteBuffer();
  /** Whether the last chunk ended with CR, so that an LF belongs to the same line end. */
  #afterReturn = false;
  #isFirst = true;

  /**
   * The lines that a chunk of the body completes.
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

  /** What the body ended with, if not with the end of a line. */
  end(): string[] {
    return this.#held.length === 0 ? [] : [this.#take(new Uint8Array())];
  }

  #hold(bytes: Uint8Array): void {
    const { messageBytes } = upstreamLimits;
    if (this.#held.length + bytes.length > messageBytes) {
      const message = `The provider's response has a line of more than ${messageBytes} bytes.`;
      throw upstreamFailure('PROTOCOL', { message });
    }
    this.#held.append(bytes);
  }

  #take(last: Uint8Array): string {
    const text = this.#decode(last);
    if (!this.#isFirst) return text;
    this.#isFirst = false;
    return text.startsWith(byteOrderMark) ? text.slice(1) : text;
  }

  #decode(last: Uint8Array): string {
    if (this.#held.length > 0) {
      this.#hold(last);
      return this.#held.take();
    }
    return Buffer.from(last.buffer, last.byteOffset, last.length).toString('utf8');
  }
}
