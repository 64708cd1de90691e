import { useState } from 'preact/hooks';
import { mutate, query } from '../../api/query.ts';
import {
  RouteByIdDocument,
  type RoutePartsFragment,
  UpdateRouteDocument,
} from '../../gql/graphql.ts';
import { notify } from '../../ui/notice.tsx';
import { useAction } from '../../ui/use-action.ts';
import { changesOf, type RouteDraft, toDraft } from './route-draft.ts';
import { RouteFields } from './route-fields.tsx';
import { routeOf } from './route-result.ts';

/** Changes a route, unless another user has changed it since the form was filled. */
export function EditRouteForm({ route }: { route: RoutePartsFragment }) {
  const [base, setBase] = useState(route);
  const [draft, setDraft] = useState(toDraft(route));
  const change = (part: Partial<RouteDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changes = changesOf(toDraft(base), draft);
  const isChanged = Object.keys(changes).length > 0;
  const isOutdated = route.version !== base.version;
  const fill = (current: RoutePartsFragment) => {
    setBase(current);
    setDraft(toDraft(current));
  };
  // Nothing is lost when nothing has been typed.
  if (isOutdated && !isChanged) fill(route);

  const save = useAction(async (expectedVersion: number) => {
    const { id } = route;
    const input = { id, ...changes, expectedVersion };
    const { updateRoute: result } = await mutate(UpdateRouteDocument, { input });
    if (result.__typename === 'ConflictError' && result.currentVersion !== null) {
      // The cache takes the newer route, so the form has its state and shows the choice below.
      await query(RouteByIdDocument, { id });
      return;
    }
    fill(routeOf(result));
    notify('The changes are stored.');
  });
  return (
    <form
      class="card stack"
      aria-labelledby="edit"
      onSubmit={(event) => {
        event.preventDefault();
        save.run(base.version);
      }}
    >
      <h2 id="edit">Change</h2>
      <RouteFields draft={draft} problem={save.problem} onChange={change} />
      {isOutdated ? (
        <div class="warning-box stack" role="alert">
          <span>
            The route was changed meanwhile: it now has version {route.version}, and you began with{' '}
            {base.version}.
          </span>
          <div class="row">
            <button type="button" class="button compact" onClick={() => fill(route)}>
              Discard my changes
            </button>
            <button
              type="button"
              class="button compact"
              disabled={save.isRunning}
              onClick={() => save.run(route.version)}
            >
              Store my changes
            </button>
          </div>
        </div>
      ) : (
        <div class="row">
          <button type="submit" class="button primary" disabled={!isChanged || save.isRunning}>
            Save
          </button>
          {isChanged ? (
            <button type="button" class="button" onClick={() => fill(route)}>
              Discard
            </button>
          ) : null}
        </div>
      )}
    </form>
  );
}
