import type { TypedDocumentString } from '../gql/graphql.ts';
import { type Problem, problemOf, problemOfErrors } from './problem.ts';
import { socket } from './socket.ts';

export interface StreamHandlers<Data> {
  next(data: Data): void;
  /** The stream ended: by itself, or because of a problem. */
  end?(problem: Problem | null): void;
}

/**
 * Follows a stream of events, past the cache.
 *
 * @param variables read again each time that the connection is restored, so that a stream can
 *   continue after the last event that was received.
 * @returns a function that unsubscribes.
 */
export function subscribe<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: () => Variables,
  { next, end }: StreamHandlers<Data>,
): () => void {
  let problem: Problem | null = null;
  return socket.peek().subscribe<Data>(
    {
      query: document.toString(),
      get variables() {
        return variables() as Record<string, unknown>;
      },
    },
    {
      next: ({ data, errors }) => {
        if (errors !== undefined) problem = problemOfErrors(errors);
        if (data) next(data);
      },
      error: (error) => end?.(Array.isArray(error) ? problemOfErrors(error) : problemOf(error)),
      complete: () => end?.(problem),
    },
  );
}
