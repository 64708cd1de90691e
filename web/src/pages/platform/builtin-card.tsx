import { useState } from 'preact/hooks';
import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import {
  ApplyBuiltinModelsDocument,
  type ApplyBuiltinModelsMutation,
  type BuiltinAction,
} from '../../gql/graphql.ts';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';

type Plan = Extract<
  ApplyBuiltinModelsMutation['applyBuiltinModels'],
  { __typename: 'ApplyBuiltinModelsPayload' }
>;

const actions: Readonly<Record<BuiltinAction, readonly [tone: string, text: string]>> = {
  CREATE: ['good', 'Create'],
  UPDATE: ['busy', 'Update'],
  RESTORE: ['good', 'Restore'],
  DELETE: ['bad', 'Delete'],
  KEEP: ['', 'Keep'],
  LEAVE_OVERRIDDEN: ['warning', 'Leave as changed'],
};

/** The file of built-in models: its plan first, then its application. */
export function BuiltinCard() {
  const [plan, setPlan] = useState<Plan | null>(null);
  const run = async (dryRun: boolean) => {
    const input = { dryRun };
    return payloadOf((await mutate(ApplyBuiltinModelsDocument, { input })).applyBuiltinModels);
  };
  const show = useAction(async () => {
    setPlan(null);
    setPlan(await run(true));
  });
  const apply = useAction(async () => {
    await run(false);
    setPlan(null);
    notify('The built-in models are applied.');
  });
  const changes = plan?.steps.filter(({ action }) => action !== 'KEEP') ?? [];
  return (
    <section class="card stack" aria-labelledby="builtin">
      <h2 id="builtin">Built-in models</h2>
      <p class="soft">
        They come from the file that BUILTIN_MODELS_FILE names, and every tenant can use them. The
        plan shows what the file would change.
      </p>
      <div class="row">
        <button type="button" class="button" disabled={show.isRunning} onClick={() => show.run()}>
          Show the plan
        </button>
        {plan === null ? null : (
          <button
            type="button"
            class="button primary"
            disabled={apply.isRunning || changes.length === 0}
            onClick={() => apply.run()}
          >
            Apply
          </button>
        )}
        {plan !== null && changes.length === 0 ? (
          <span class="badge good">Nothing to change</span>
        ) : null}
      </div>
      <ProblemBox problem={show.problem ?? apply.problem} />
      {plan === null || plan.steps.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th>Action</th>
              <th>ID in the file</th>
              <th>Fields</th>
            </tr>
          </thead>
          <tbody>
            {plan.steps.map(({ action, builtinId, fields }) => (
              <tr key={builtinId}>
                <td>
                  <span class={`badge ${actions[action][0]}`}>{actions[action][1]}</span>
                </td>
                <td class="mono">{builtinId}</td>
                <td class="soft mono small">{fields.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
