import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { DeleteRouteDocument, type RoutePartsFragment } from '../../gql/graphql.ts';
import { goTo } from '../../navigation/route.ts';
import { DeleteDialog } from '../../ui/delete-dialog.tsx';
import { notify } from '../../ui/notice.tsx';
import { useAction } from '../../ui/use-action.ts';

/** Asks first, because a route cannot be restored. */
export function DeleteRouteCard({ route: { id, name } }: { route: RoutePartsFragment }) {
  const [isAsking, setAsking] = useState(false);
  const remove = useAction(async () => {
    payloadOf((await mutate(DeleteRouteDocument, { input: { id } })).deleteRoute);
    notify(`${name} is deleted.`);
    goTo('routes');
  });
  return (
    <section class="card row" aria-label="Delete">
      <span class="grow soft small">Its models stay.</span>
      <button type="button" class="button danger" onClick={() => setAsking(true)}>
        Delete this route
      </button>
      {isAsking ? (
        <DeleteDialog name={name} remove={remove} onClose={() => setAsking(false)}>
          Requests that name this route fail from now on. The route cannot be restored; its models
          stay.
        </DeleteDialog>
      ) : null}
    </section>
  );
}
