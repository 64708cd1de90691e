import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { DocumentParameters, PersistedDocuments } from './persisted-documents.ts';

/** Replaces the id of a document by its text, for requests over HTTP. */
export function usePersistedDocuments(documents: PersistedDocuments): Plugin {
  return {
    onParams({ params, setParams }) {
      const { documentId: _id, ...others } = params as GraphQLParams & DocumentParameters;
      const query = documents.textOf(params);
      // A parameter that is no text is left to the server, which reports it.
      setParams(query === undefined ? others : { ...others, query });
    },
  };
}
