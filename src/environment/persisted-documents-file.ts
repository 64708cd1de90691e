import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads a manifest of persisted documents: a JSON object of IDs and documents, as the client preset
 * of codegen and the compiler of Relay write it.
 *
 * @throws Error. Its message completes a sentence that begins with PERSISTED_DOCUMENTS_FILE.
 */
export function readPersistedDocuments(file: string): ReadonlyMap<string, string> {
  const text = read(file);
  try {
    return new Map(Object.entries(manifest.parse(JSON.parse(text))));
  } catch {
    throw new Error(
      'must be a JSON object whose fields are document ids and whose values are documents; write it again with codegen or the Relay compiler',
    );
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new Error(`cannot be read (${code}); correct the path, or remove the setting`);
  }
}
