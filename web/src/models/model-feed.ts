import { effect, signal } from '@preact/signals';
import { client } from '../api/client.ts';
import { query } from '../api/query.ts';
import {
  ModelChangesCursorDocument,
  ModelChangesDocument,
  type ModelChangesSubscription,
} from '../gql/graphql.ts';
import { hasScope, viewer } from '../viewer/viewer.ts';

/** Increases when models were created, changed or deleted, so that lists read again. */
export const modelChangeCount = signal(0);

/** Follows the changes to models while somebody is signed in. The cache takes the changed models. */
effect(() => {
  if (viewer.value === null || !hasScope('models:read')) return;
  const api = client.value;
  let isOver = false;
  let unsubscribe = () => {};
  const start = async () => {
    unsubscribe();
    // Every later change is delivered, and every earlier one is in the lists that are read now.
    const { models } = await query(ModelChangesCursorDocument, {});
    if (isOver) return;
    modelChangeCount.value = modelChangeCount.peek() + 1;
    let cursor = models.changesCursor;
    const variables = () => ({ after: cursor });
    const source = api.subscription<ModelChangesSubscription>(
      ModelChangesDocument.toString(),
      variables(),
      { liveVariables: variables },
    );
    unsubscribe = source.subscribe(({ data }) => {
      const item = data?.modelChanges;
      if (item === undefined) return;
      modelChangeCount.value = modelChangeCount.peek() + 1;
      if (item.__typename === 'ModelChange') cursor = item.cursor;
      // The changes after the cursor have been deleted.
      else void start();
    }).unsubscribe;
  };
  void start().catch(() => {}); // the page shows the same failure of its own query
  return () => {
    isOver = true;
    unsubscribe();
  };
});
