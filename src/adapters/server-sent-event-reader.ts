import { LineReader } from './line-reader.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

export interface ServerSentEvent {
  readonly data: string;
  /** Whether it reports a failure: its type is `error`, or it came in a field `error`. */
  readonly isError: boolean;
}

/** What a line costs besides its characters. */
const lineCost = 64;

/**
 * Splits a body into server-sent events: lines `data: …`, with or without the space, among comments
 * and other fields. Several lines of one event are joined (HTML, section 9.2.6).
 */
export class ServerSentEventReader {
  readonly #lines = new LineReader();
  #data: string[] = [];
  #size = 0;
  #isError = false;

  /**
   * The events that a chunk of the body completes.
   *
   * @throws UpstreamError with the reason PROTOCOL for an event or a line that is too long.
   */
  push(chunk: Uint8Array): ServerSentEvent[] {
    return this.#lines.push(chunk).flatMap((line) => this.#take(line));
  }

  /** Some bodies end without the empty line. */
  end(): ServerSentEvent[] {
    return [...this.#lines.end(), ''].flatMap((line) => this.#take(line));
  }

  #take(line: string): ServerSentEvent[] {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    // GPUStack reports failures in a field `error`, which the standard does not have.
    this.#isError ||= field === 'error' || (field === 'event' && value.trim() === 'error');
    if (field === 'data' || field === 'error') this.#add(value);
    return [];
  }

  #add(value: string): void {
    this.#size += value.length + lineCost;
    if (this.#size > upstreamLimits.messageBytes + lineCost) {
      const message = `The provider's response has an event of more than ${upstreamLimits.messageBytes} characters.`;
      throw upstreamFailure('PROTOCOL', { message });
    }
    this.#data.push(value);
  }

  /** An event without data is none. */
  #dispatch(): ServerSentEvent[] {
    const [data, isError] = [this.#data, this.#isError];
    this.#isError = false;
    if (data.length === 0) return [];
    this.#data = [];
    this.#size = 0;
    return [{ data: data.join('\n'), isError }];
  }
}
