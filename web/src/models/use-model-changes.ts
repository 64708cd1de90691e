import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../api/client.ts';
import { ModelChangesDocument, type ModelChangesSubscription } from '../gql/graphql.ts';

export type ModelChange = Extract<
  ModelChangesSubscription['modelChanges'],
  { __typename: 'ModelChange' }
>;

interface ModelChangesOptions {
  /** `changesCursor` of what the page shows; undefined while it is being read. */
  readonly after: string | undefined;
  readonly onChange?: (change: ModelChange) => void;
  /** The changes after the cursor have been deleted, so the page has to read again. */
  readonly onGap: () => void;
}

/** Follows the changes to models since the page was read. The cache takes the changed models. */
export function useModelChanges({ after, onChange, onGap }: ModelChangesOptions): void {
  const api = client.value;
  const [start, setStart] = useState<string>();
  const deleted = useRef<string>(undefined);
  const handlers = useRef({ onChange, onGap });
  handlers.current = { onChange, onGap };
  if (start === undefined && after !== deleted.current) setStart(after);

  useEffect(() => {
    if (start === undefined) return;
    let cursor = start;
    const variables = () => ({ after: cursor });
    const source = api.subscription<ModelChangesSubscription>(
      ModelChangesDocument.toString(),
      variables(),
      { liveVariables: variables },
    );
    return source.subscribe(({ data }) => {
      const item = data?.modelChanges;
      if (item === undefined) return;
      if (item.__typename === 'ModelChange') {
        cursor = item.cursor;
        handlers.current.onChange?.(item);
      } else {
        deleted.current = start;
        setStart(undefined);
        handlers.current.onGap();
      }
    }).unsubscribe;
  }, [api, start]);
}
