import { effect, signal } from '@preact/signals';
import { client } from '../api/client.ts';
import { isOnline } from '../api/socket.ts';
import { ModelChangesDocument, type ModelChangesSubscription } from '../gql/graphql.ts';
import { hasScope, viewer } from '../viewer/viewer.ts';

/** Increases when models were created, changed or deleted, so that lists read again. */
export const modelChangeCount = signal(0);

/** Follows the changes to models while somebody is signed in. The cache takes the changed models. */
effect(() => {
  if (viewer.value === null || !hasScope('models:read')) return;
  const api = client.value;
  let cursor: string | undefined;
  let unsubscribe = () => {};
  const start = () => {
    const variables = () => ({ after: cursor ?? null });
    const source = api.subscription<ModelChangesSubscription>(
      ModelChangesDocument.toString(),
      variables(),
      { liveVariables: variables },
    );
    unsubscribe = source.subscribe(({ data }) => {
      const item = data?.modelChanges;
      if (item === undefined) return;
      modelChangeCount.value += 1;
      if (item.__typename === 'ModelChange') cursor = item.cursor;
      else {
        // The changes since the cursor have been deleted; the lists read everything again.
        cursor = undefined;
        unsubscribe();
        start();
      }
    }).unsubscribe;
  };
  start();
  return () => unsubscribe();
});

/** Changes that were made before the subscription had a cursor are not repeated, so lists read again. */
effect(() => {
  if (isOnline.value === true) modelChangeCount.value = modelChangeCount.peek() + 1;
});
