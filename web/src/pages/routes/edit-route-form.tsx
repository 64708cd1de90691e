import { useState } from 'preact/hooks';
import { mutate, query } from '../../api/query.ts';
import {
  RouteByIdDocument,
  type RoutePartsFragment,
  UpdateRouteDocument,
} from '../../gql/graphql.ts';
import { notify } from '../../ui/notice.tsx';
import { SaveButtons } from '../../ui/save-buttons.tsx';
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
      <SaveButtons
        what="route"
        version={route.version}
        baseVersion={base.version}
        isChanged={isChanged}
        save={save}
        onDiscard={() => fill(route)}
      />
    </form>
  );
}
