import { ByteBuffer } from './byte-buffer.ts';

export interface Body {
  readonly text: string;
  /** False for a body with more bytes than the limit: `text` is its start. */
  readonly isWhole: boolean;
}

/** Reads a response body up to a number of bytes, and then closes it. */
export async function readBody(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Body> {
  const bytes = new ByteBuffer();
  for await (const chunk of body ?? []) {
    const room = maxBytes - bytes.length;
    bytes.append(chunk.length > room ? chunk.subarray(0, room) : chunk);
    if (chunk.length > room) return { text: bytes.take(), isWhole: false };
  }
  return { text: bytes.take(), isWhole: true };
}
