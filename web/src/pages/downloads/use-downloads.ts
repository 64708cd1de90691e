import { useEffect, useRef } from 'preact/hooks';
import { client } from '../../api/client.ts';
import { useQuery } from '../../api/use-query.ts';
import {
  DownloadsDocument,
  PullChangesDocument,
  type PullChangesSubscription,
} from '../../gql/graphql.ts';

/** The downloads of the tenant, newest first, each in its current state. */
export function useDownloads() {
  const { data, problem, reload } = useQuery(DownloadsDocument, {});
  const api = client.value;
  const downloads = data?.pulls.nodes;
  const known = useRef(new Set<string>());
  known.current = new Set(downloads?.map(({ id }) => id));
  // The cache takes the states. A download that is not in the list yet was requested just now.
  useEffect(() => {
    const source = api.subscription<PullChangesSubscription>(PullChangesDocument.toString(), {});
    return source.subscribe(({ data: changed }) => {
      const pull = changed?.pullChanges;
      if (pull?.__typename === 'Pull' && !known.current.has(pull.id)) reload();
    }).unsubscribe;
  }, [api, reload]);
  return { downloads, problem };
}
