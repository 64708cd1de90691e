import { LineReader } from '../line-reader.ts';

/**
 * Takes a body apart into the data of server-sent events, in the form that vendors send: lines
 * `data: …`, with or without the space, among comments and other fields. Several lines of one event
 * are joined, as the standard says (HTML, section 9.2.6).
 */
export class ServerSentEventReader {
  readonly #lines = new LineReader();
  #data: string | null = null;

  /** The events that a chunk of the body completes. @throws as {@link LineReader.push}. */
  push(chunk: Uint8Array): string[] {
    return this.#lines.push(chunk).flatMap((line) => this.#take(line));
  }

  /** Some bodies end without the empty line. */
  end(): string[] {
    return [...this.#lines.end(), ''].flatMap((line) => this.#take(line));
  }

  #take(line: string): string[] {
    if (line === '') {
      const data = this.#data;
      this.#data = null;
      return data === null ? [] : [data];
    }
    if (!line.startsWith('data:')) return [];
    const value = line.slice(line.startsWith('data: ') ? 6 : 5);
    this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
    return [];
  }
}
