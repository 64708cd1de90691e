import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { DocumentParameters, PersistedDocuments } from './persisted-documents.ts';

/** Replaces the ID of a document by its text, for requests over HTTP. */
export function usePersistedDocuments(documents: PersistedDocuments): Plugin {
  return {
    onParams({ params, setParams }) {
      const { documentId: _id, ...others } = params as GraphQLParams & DocumentParameters;
      const query = documents.textOf(params);
      // The server reports a query that is missing or not a string.
      setParams(query === undefined ? others : { ...others, query });
    },
  };
}
