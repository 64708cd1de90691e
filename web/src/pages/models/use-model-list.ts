import { useEffect, useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { type ModelFilter, ModelsDocument } from '../../gql/graphql.ts';
import { modelChangeCount } from '../../models/model-feed.ts';

const pageSize = 50;

/** How long changes are collected before the list is read again. */
const settleMs = 250;

/** A live list of models. */
export function useModelList(filter: ModelFilter) {
  const [after, setAfter] = useState<string | null>(null);
  const list = useQuery(ModelsDocument, { filter, after, first: pageSize });
  const changes = modelChangeCount.value;
  const key = JSON.stringify(filter);

  // Another filter begins with its first page.
  useEffect(() => setAfter(null), [key]);

  // A change can move a model into the list or out of it.
  useEffect(() => {
    if (changes === 0) return;
    const timer = setTimeout(() => {
      setAfter(null);
      list.reload();
    }, settleMs);
    return () => clearTimeout(timer);
  }, [changes, list.reload]);

  const models = list.data?.models;
  return {
    ...list,
    models: models?.nodes,
    totalCount: models?.totalCount ?? 0,
    showMore: models?.pageInfo.hasNextPage
      ? () => setAfter(models.pageInfo.endCursor ?? null)
      : undefined,
  };
}
