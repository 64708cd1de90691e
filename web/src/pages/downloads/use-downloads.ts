import { useEffect } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import {
  DownloadsDocument,
  type ModelRowFragment,
  type PullPartsFragment,
} from '../../gql/graphql.ts';
import { modelChangeCount } from '../../models/model-feed.ts';

export interface Download {
  readonly pull: PullPartsFragment;
  /** The registered model that the download is for. */
  readonly model: ModelRowFragment;
}

/** The newest download of each local model, newest first. */
export function useDownloads() {
  const { data, problem, reload } = useQuery(DownloadsDocument, {});
  const changes = modelChangeCount.value;
  useEffect(() => {
    if (changes > 0) reload();
  }, [changes, reload]);
  const downloads = data?.models.nodes
    .flatMap((model): Download[] => (model.pull === null ? [] : [{ model, pull: model.pull }]))
    .toSorted((one, other) => Date.parse(other.pull.createdAt) - Date.parse(one.pull.createdAt));
  return { downloads, problem };
}
