import { payloadOf } from '../../api/problem.ts';
import { mutate } from '../../api/query.ts';
import {
  ClearDefaultRouteDocument,
  type RoutePartsFragment,
  SetDefaultRouteDocument,
} from '../../gql/graphql.ts';
import { typeNames } from '../../models/model-names.ts';
import { notify } from '../../ui/notice.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAction } from '../../ui/use-action.ts';

interface DefaultRouteButtonProps {
  readonly route: RoutePartsFragment;
  readonly isDefault: boolean;
  readonly onChanged: () => void;
}

export function DefaultRouteButton({ route, isDefault, onChanged }: DefaultRouteButtonProps) {
  const { id, name, type } = route;
  const toggle = useAction(async () => {
    if (isDefault) {
      const input = { type };
      payloadOf((await mutate(ClearDefaultRouteDocument, { input })).clearDefaultModel);
    } else {
      payloadOf((await mutate(SetDefaultRouteDocument, { input: { id } })).setDefaultRoute);
      notify(`${name} is now the default for ${typeNames[type].toLowerCase()}.`);
    }
    onChanged();
  });
  return (
    <>
      <button type="button" class="button" disabled={toggle.isRunning} onClick={() => toggle.run()}>
        {isDefault ? 'Remove as default' : 'Make default'}
      </button>
      <ProblemBox problem={toggle.problem} />
    </>
  );
}
