import { bodyOf } from '../egress/raw-response.ts';
import { readBody } from '../egress/read-body.ts';

/** Bytes. Longer error responses are truncated. */
const maxBytes = 65_536;

/** Reads the start of a body as text. */
export async function readStart(response: Response): Promise<string> {
  return (await readBody(bodyOf(response), maxBytes)).text;
}
