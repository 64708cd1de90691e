import { bodyOf } from '../egress/raw-response.ts';

/** Bytes. Longer error responses are truncated. */
const maxBytes = 65_536;

/** Reads the start of a body as text. */
export async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(response) ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
