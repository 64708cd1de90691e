import type { AnyVariables, RequestPolicy } from '@urql/core';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { client } from './client.ts';
import { type Problem, problemOfCombined } from './problem.ts';

export interface QueryState<Data> {
  /** The newest data; that of the previous variables until new data arrives. */
  readonly data: Data | undefined;
  readonly problem: Problem | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

export interface QueryOptions {
  readonly requestPolicy?: RequestPolicy;
  /** Milliseconds after which the query is repeated while the page is visible. */
  readonly pollMs?: number | undefined;
  readonly isPaused?: boolean;
}

/** Reads, and renders again when the cache changes. */
export function useQuery<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { requestPolicy = 'cache-and-network', pollMs, isPaused = false }: QueryOptions = {},
): QueryState<Data> {
  const [state, setState] = useState<Omit<QueryState<Data>, 'reload'>>({
    data: undefined,
    problem: null,
    isLoading: true,
  });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const api = client.value;
  const key = JSON.stringify(variables);

  // `key` stands for the variables, and a new round repeats the query.
  useEffect(() => {
    if (isPaused) return;
    setState((before) => ({ ...before, isLoading: true }));
    const source = api.query<Data>(document.toString(), variables as AnyVariables, {
      requestPolicy,
    });
    const { unsubscribe } = source.subscribe(({ data, error, stale }) =>
      setState((before) => ({
        data: data ?? before.data,
        problem: error === undefined ? null : problemOfCombined(error),
        isLoading: stale,
      })),
    );
    return unsubscribe;
  }, [api, document, key, requestPolicy, isPaused, round]);

  useEffect(() => {
    if (pollMs === undefined || isPaused) return;
    const timer = setInterval(() => {
      if (!globalThis.document.hidden) reload();
    }, pollMs);
    return () => clearInterval(timer);
  }, [pollMs, isPaused, reload]);

  return { ...state, reload };
}
