import { payloadOf, problemOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import {
  DeleteModelDocument,
  type ModelRowFragment,
  RestoreModelDocument,
} from '../../gql/graphql.ts';
import { nameOf } from '../../models/model-names.ts';
import { goTo } from '../../navigation/route.ts';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';

/** Deletes at once, because it can be undone. */
export function DeleteButton({ model }: { model: ModelRowFragment }) {
  const input = { id: model.id };
  const remove = useAction(async () => {
    payloadOf((await mutate(DeleteModelDocument, { input })).deleteModel);
    notify(`${nameOf(model)} is deleted.`, { label: 'Undo', run: () => void restore() });
    goTo('models');
  });
  const restore = async () => {
    try {
      payloadOf((await mutate(RestoreModelDocument, { input })).restoreModel);
      notify(`${nameOf(model)} is restored.`);
    } catch (error) {
      notify(problemOf(error).message);
    }
  };
  return (
    <section class="card row" aria-label="Delete">
      <span class="grow soft small">Its completions stay in the usage statistics.</span>
      <button
        type="button"
        class="button danger"
        disabled={remove.isRunning}
        onClick={() => remove.run()}
      >
        Delete this model
      </button>
      <ProblemBox problem={remove.problem} />
    </section>
  );
}
