import { useState } from 'preact/hooks';
import { mutate } from '../../api/query.ts';
import { CreateRouteDocument, type ModelType } from '../../gql/graphql.ts';
import { modelTypes, typeNames } from '../../models/model-names.ts';
import { goTo, linkTo } from '../../navigation/route.ts';
import { Field } from '../../ui/field.tsx';
import { notify } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useAction } from '../../ui/use-action.ts';
import { hasScope } from '../../viewer/viewer.ts';
import { emptyDraft, type RouteDraft, toCreateInput } from './route-draft.ts';
import { RouteFields } from './route-fields.tsx';
import { routeOf } from './route-result.ts';

/** Creates a route. */
export function NewRoutePage() {
  const [draft, setDraft] = useState<RouteDraft>(emptyDraft);
  const change = (part: Partial<RouteDraft>) => setDraft((before) => ({ ...before, ...part }));
  const create = useAction(async () => {
    const input = toCreateInput(draft);
    const route = routeOf((await mutate(CreateRouteDocument, { input })).createRoute);
    notify(`${route.name} is created.`);
    goTo('routes', route.id);
  });
  const missing =
    draft.name.trim() === '' ? 'Enter a name.' : draft.targets.length === 0 ? 'Add a model.' : null;
  return (
    <>
      <PageHead title="Create a route">
        <a class="button" href={linkTo('routes')}>
          Cancel
        </a>
      </PageHead>
      <form
        class="card stack route-form"
        onSubmit={(event) => {
          event.preventDefault();
          create.run();
        }}
      >
        <Field label="Type" hint="Of the calls that can use the route. It cannot be changed.">
          <select
            class="input"
            value={draft.type}
            onChange={(event) =>
              change({ type: event.currentTarget.value as ModelType, targets: [] })
            }
          >
            {modelTypes.map((type) => (
              <option key={type} value={type}>
                {typeNames[type]}
              </option>
            ))}
          </select>
        </Field>
        {hasScope('platform:admin') ? (
          <label class="check">
            <input
              type="checkbox"
              checked={draft.isBuiltin}
              onChange={(event) => change({ isBuiltin: event.currentTarget.checked, targets: [] })}
            />
            Built-in: visible to every tenant, with built-in models only
          </label>
        ) : null}
        <RouteFields draft={draft} problem={create.problem} onChange={change} />
        <div class="row">
          <button
            type="submit"
            class="button primary"
            disabled={missing !== null || create.isRunning}
          >
            Create
          </button>
          {missing === null ? null : <span class="soft small">{missing}</span>}
        </div>
      </form>
    </>
  );
}
