import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import {
  ClearDefaultModelDocument,
  type ModelRowFragment,
  SetDefaultModelDocument,
} from '../../gql/graphql.ts';
import { nameOf, typeNames } from '../../models/model-names.ts';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';

export function DefaultButton({ model }: { model: ModelRowFragment }) {
  const toggle = useAction(async () => {
    if (model.isDefault) {
      const input = { type: model.type };
      payloadOf((await mutate(ClearDefaultModelDocument, { input })).clearDefaultModel);
    } else {
      const input = { id: model.id };
      payloadOf((await mutate(SetDefaultModelDocument, { input })).setDefaultModel);
      notify(`${nameOf(model)} is now the default for ${typeNames[model.type].toLowerCase()}.`);
    }
  });
  return (
    <>
      <button type="button" class="button" disabled={toggle.isRunning} onClick={() => toggle.run()}>
        {model.isDefault ? 'Remove as default' : 'Make default'}
      </button>
      <ProblemBox problem={toggle.problem} />
    </>
  );
}
