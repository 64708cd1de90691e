import { useEffect, useState } from 'preact/hooks';
import { client } from '../../api/client.ts';
import { useQuery } from '../../api/use-query.ts';
import {
  type DownloadFragment,
  DownloadsDocument,
  PullChangesDocument,
  type PullChangesSubscription,
} from '../../gql/graphql.ts';
import { withChanges } from '../../models/with-changes.ts';

/** The downloads of the tenant, newest first, each in its current state. */
export function useDownloads() {
  const { data, problem, isLoading } = useQuery(DownloadsDocument, {});
  const [changed, setChanged] = useState<ReadonlyMap<string, DownloadFragment>>(new Map());
  const [after, setAfter] = useState<string>();
  const api = client.value;
  const page = data?.pulls;
  if (after === undefined && !isLoading) setAfter(page?.changesCursor);

  useEffect(() => {
    if (after === undefined) return;
    const document = PullChangesDocument.toString();
    const source = api.subscription<PullChangesSubscription>(document, { after });
    return source.subscribe(({ data: change }) => {
      const pull = change?.pullChanges;
      if (pull?.__typename !== 'Pull') return;
      setChanged((before) => new Map(before).set(pull.id, pull));
    }).unsubscribe;
  }, [api, after]);
  return { downloads: page && withChanges(page.nodes, changed), problem };
}
