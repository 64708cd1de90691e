import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { type AppError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { badRequest } from './bad-request.ts';

/** The parameters that name or contain the document of an operation. They are not validated yet. */
export interface DocumentParameters {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

export interface PersistedDocumentsOptions {
  /** Documents by the IDs of their manifest. */
  readonly documents: ReadonlyMap<string, string>;
  /** Whether operations that contain their document are rejected. */
  readonly only: boolean;
}

/** Finds the document of an operation. Every transport calls it before parsing. */
export class PersistedDocuments {
  readonly #only: boolean;
  readonly #byId: ReadonlyMap<string, string>;

  constructor({ documents, only }: PersistedDocumentsOptions) {
    this.#only = only;
    // Clients of automatic persisted queries send the hash, also when the manifest has other IDs.
    const hashed = [...documents.values()].map((text) => [sha256(text), text] as const);
    this.#byId = new Map([...hashed, ...documents]);
  }

  /**
   * @returns the text of the document; undefined for an invalid operation without one.
   * @throws GraphQLError when the named document is unknown, or the contained one is not accepted.
   */
  textOf({ query, documentId, extensions }: DocumentParameters): string | undefined {
    // Clients of graphql-ws must send a query, which can be empty.
    const text = typeof query === 'string' && query !== '' ? query : undefined;
    if (documentId !== undefined && documentId !== null) return this.#named(documentId, text);
    const hash = automaticHash(extensions);
    if (hash !== undefined) return this.#automatic(hash, text);
    if (text !== undefined && this.#only) throw adHoc();
    return text;
  }

  #named(id: unknown, text: string | undefined): string {
    if (text !== undefined) throw invalid('documentId', 'cannot be combined with a query');
    if (typeof id !== 'string') throw invalid('documentId', 'must be a string');
    const document = this.#byId.get(id) ?? this.#byId.get(id.replace(/^sha256:/, ''));
    if (document !== undefined) return document;
    throw refused(
      new NotFoundError(
        'No persisted document has this documentId; add it to PERSISTED_DOCUMENTS_FILE and restart the server.',
      ),
    );
  }

  #automatic(hash: unknown, text: string | undefined): string {
    if (typeof hash !== 'string') {
      throw invalid('extensions.persistedQuery.sha256Hash', 'must be a string');
    }
    const document = this.#byId.get(hash);
    if (text === undefined) {
      if (document !== undefined) return document;
      // The protocol's own words: clients send the query with their next request.
      throw refused(new NotFoundError('PersistedQueryNotFound'));
    }
    if (sha256(text) !== hash) {
      throw invalid('extensions.persistedQuery.sha256Hash', 'must be the SHA-256 of the query');
    }
    if (document === undefined && this.#only) throw adHoc();
    return text;
  }
}

function automaticHash(extensions: unknown): unknown {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } };
  return persistedQuery?.sha256Hash;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function adHoc(): GraphQLError {
  return refused(
    new ForbiddenError(
      'This server accepts persisted documents only (PERSISTED_DOCUMENTS=only); send the documentId of one.',
    ),
  );
}

function invalid(field: string, message: string): GraphQLError {
  return refused(new InvalidInputError([{ path: field.split('.'), message }]));
}

function refused(originalError: AppError): GraphQLError {
  return badRequest(new GraphQLError(originalError.message, { originalError }));
}
