import { payloadOf } from '../api/problem.ts';
import { mutate } from '../api/query.ts';
import { ResetTargetHealthDocument } from '../gql/graphql.ts';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAction } from '../ui/use-action.ts';
import { hasScope } from '../viewer/viewer.ts';

interface ResetHealthButtonProps {
  readonly model: { readonly id: string; readonly isBuiltin: boolean };
  /** Name of the model, for the label. */
  readonly name: string;
}

/** Makes calls use the model and all of its keys again at once. */
export function ResetHealthButton({ model, name }: ResetHealthButtonProps) {
  const reset = useAction(async () => {
    const input = { modelId: model.id };
    payloadOf((await mutate(ResetTargetHealthDocument, { input })).resetTargetHealth);
  });
  if (!hasScope(model.isBuiltin ? 'platform:admin' : 'models:write')) return null;
  return (
    <>
      <button
        type="button"
        class="button compact"
        aria-label={`Reset health of ${name}`}
        disabled={reset.isRunning}
        onClick={() => reset.run()}
      >
        Reset health
      </button>
      <ProblemBox problem={reset.problem} />
    </>
  );
}
