import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { z } from 'zod';

const manifest = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads a manifest of persisted documents: a JSON object of IDs and documents, as the client preset
 * of codegen and the compiler of Relay write it.
 *
 * @throws Error. Its message completes a sentence that begins with PERSISTED_DOCUMENTS_FILE.
 */
export function readPersistedDocuments(file: string): ReadonlyMap<string, string> {
  const documents = parseManifest(read(file));
  for (const [id, document] of documents) {
    try {
      parse(document, { noLocation: true });
    } catch (error) {
      const { message } = error as Error;
      throw new Error(
        `has an invalid document with the ID ${id} (${message}); write the file again with codegen or the Relay compiler`,
      );
    }
  }
  return documents;
}

function parseManifest(text: string): ReadonlyMap<string, string> {
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
