import { LineReader } from './line-reader.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

export interface ServerSentEvent {
  readonly data: string;
  /**
   * Whether the event reports an error: its type is `error`, or its data came in a field `error`.
   */
  readonly isError: boolean;
}

/** Characters that are counted for a line in addition to its text. */
const lineCost = 64;

/**
 * Splits a body into server-sent events. Reads `data:` lines with or without a space, ignores
 * comments and other fields, and joins the lines of one event (HTML, section 9.2.6).
 */
export class ServerSentEventReader {
  readonly #lines = new LineReader();
  #data: string[] = [];
  #size = 0;
  #isError = false;

  /**
   * Returns the events that a chunk of the body completes.
   *
   * @throws UpstreamError with the reason PROTOCOL for an event or a line that is too long.
   */
  push(chunk: Uint8Array): ServerSentEvent[] {
    return this.#read(this.#lines.push(chunk));
  }

  /** Returns the last event when the body does not end with an empty line. */
  end(): ServerSentEvent[] {
    return this.#read([...this.#lines.end(), '']);
  }

  #read(lines: readonly string[]): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    for (const line of lines) {
      if (line !== '') this.#take(line);
      // An event without data is ignored, as the standard requires.
      else if (this.#data.length > 0) events.push(this.#dispatch());
      else this.#isError = false;
    }
    return events;
  }

  #take(line: string): void {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    // GPUStack reports errors in a field `error`, which the standard does not define.
    this.#isError ||= field === 'error' || (field === 'event' && value.trim() === 'error');
    if (field === 'data' || field === 'error') this.#add(value);
  }

  #add(value: string): void {
    this.#size += value.length + lineCost;
    if (this.#size > upstreamLimits.messageBytes + lineCost) {
      const message = `The provider's response has an event of more than ${upstreamLimits.messageBytes} characters.`;
      throw upstreamFailure('PROTOCOL', { message });
    }
    this.#data.push(value);
  }

  #dispatch(): ServerSentEvent {
    const [only = '', ...more] = this.#data;
    const data = more.length === 0 ? only : this.#data.join('\n');
    const event = { data, isError: this.#isError };
    this.#data = [];
    this.#size = 0;
    this.#isError = false;
    return event;
  }
}
