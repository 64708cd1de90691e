import { bodyOf } from '../egress/raw-response.ts';

/** Enough of a refusal to tell what it is about. */
const enough = 65_536;

/** The beginning of a body, as text. */
export async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(response) ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > enough) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
