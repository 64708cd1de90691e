import { readLines } from '../read-lines.ts';

/**
 * The data of a stream of server-sent events, in the form that vendors send: lines `data: …`, with
 * or without the space, among comments and other fields. Several lines of one event are joined, as
 * the standard says (HTML, section 9.2.6).
 */
export async function* readServerSentEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  let data: string | null = null;
  for await (const line of readLines(body)) {
    if (line === '') {
      if (data !== null) yield data;
      data = null;
    } else if (line.startsWith('data:')) {
      const value = line.slice(line.startsWith('data: ') ? 6 : 5);
      data = data === null ? value : `${data}\n${value}`;
    }
  }
  // Some end without the empty line.
  if (data !== null) yield data;
}
