import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import { DeleteRouteDocument, type RoutePartsFragment } from '../../gql/graphql.ts';
import { goTo } from '../../navigation/route.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
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
        <Dialog title={`Delete ${name}`} onClose={() => setAsking(false)}>
          <div class="stack">
            <p>
              Requests that name this route fail from now on. The route cannot be restored; its
              models stay.
            </p>
            <ProblemBox problem={remove.problem} />
            <div class="row">
              <button
                type="button"
                class="button danger"
                disabled={remove.isRunning}
                onClick={() => remove.run()}
              >
                Delete
              </button>
              <button type="button" class="button" onClick={() => setAsking(false)}>
                Cancel
              </button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}
