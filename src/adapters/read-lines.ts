import { upstreamFailure } from './upstream-failure.ts';

/** A line longer than this is no message of any protocol of ours. */
const longestLine = 8_388_608;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a body as they come, without their ends (LF or CRLF). Characters that are split
 * between chunks come out whole.
 *
 * @throws UpstreamError with the reason PROTOCOL for a line that does not end.
 */
export async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of body) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      yield decode([...held, chunk.subarray(start, end)]);
      held = [];
      heldBytes = 0;
      start = end + 1;
    }
    if (start === chunk.length) continue;
    held.push(chunk.subarray(start));
    heldBytes += chunk.length - start;
    if (heldBytes > longestLine) throw upstreamFailure('PROTOCOL');
  }
  if (heldBytes > 0) yield decode(held);
}

function decode(pieces: readonly Uint8Array[]): string {
  const [only] = pieces;
  const bytes = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
  return Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('utf8');
}
