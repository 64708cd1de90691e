import { useEffect, useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { type ModelFilter, type ModelRowFragment, ModelsDocument } from '../../gql/graphql.ts';
import { type ModelChange, useModelChanges } from '../../models/use-model-changes.ts';
import { withChanges } from '../../models/with-changes.ts';

const pageSize = 50;

/** How long changes are collected before a filtered list is read again. */
const settleMs = 250;

type Changed = ReadonlyMap<string, ModelRowFragment | null>;

/** A live list of models, newest first. */
export function useModelList(filter: ModelFilter) {
  const [after, setAfter] = useState<string | null>(null);
  const [changed, setChanged] = useState<Changed>(new Map());
  const [changes, setChanges] = useState(0);
  const { data, problem, isLoading, reload } = useQuery(ModelsDocument, {
    filter,
    after,
    first: pageSize,
  });
  const key = JSON.stringify(filter);
  const isFiltered = Object.keys(filter).length > 0;
  const page = data?.models;

  useModelChanges({
    after: isLoading ? undefined : page?.changesCursor,
    onGap: reload,
    onChange: (change) => {
      setChanged((before) => withChange(before, change));
      setChanges((before) => before + 1);
    },
  });

  // Another filter begins with its first page.
  useEffect(() => setAfter(null), [key]);

  // Only the server knows whether a changed model matches a filter.
  useEffect(() => {
    if (changes === 0 || !isFiltered) return;
    const timer = setTimeout(() => {
      setAfter(null);
      reload();
    }, settleMs);
    return () => clearTimeout(timer);
  }, [changes, isFiltered, reload]);

  const models = page && (isFiltered ? page.nodes : withChanges(page.nodes, changed));
  return {
    models,
    problem,
    isLoading,
    reload,
    totalCount: page && models ? page.totalCount + models.length - page.nodes.length : 0,
    showMore: page?.pageInfo.hasNextPage
      ? () => setAfter(page.pageInfo.endCursor ?? null)
      : undefined,
  };
}

/** A changed model that was not created meanwhile is on the page already, or on a later one. */
function withChange(before: Changed, { kind, modelId, model }: ModelChange): Changed {
  if (kind === 'UPDATED' && !before.get(modelId)) return before;
  return new Map(before).set(modelId, model);
}
