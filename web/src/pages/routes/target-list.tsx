import type { RoutePartsFragment } from '../../gql/graphql.ts';
import { HealthBadge } from '../../models/health-badge.tsx';
import { avoidedPart } from '../../models/health-feed.ts';
import { nameOf } from '../../models/model-names.ts';
import { ResetHealthButton } from '../../models/reset-health-button.tsx';
import { StatusBadge } from '../../models/status-badge.tsx';
import { linkTo } from '../../navigation/route.ts';

type Target = RoutePartsFragment['targets'][number];

/** The models of a route in the order in which calls use them, with their live health. */
export function TargetList({ targets }: { targets: readonly Target[] }) {
  const priorities = [...new Set(targets.map(({ priority }) => priority))].sort((a, b) => a - b);
  return (
    <ol class="route-steps" aria-label="Models in their order">
      {priorities.map((priority) => (
        <li key={priority}>
          <Step targets={targets.filter((target) => target.priority === priority)} />
        </li>
      ))}
    </ol>
  );
}

/** Models of the same priority, which share the calls. */
function Step({ targets }: { targets: readonly Target[] }) {
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <ul>
      {targets.map((target, index) => (
        <li key={target.model?.id ?? index} class="route-target">
          <TargetName target={target} />
          {targets.length > 1 ? (
            <span class="soft small numeric">
              {Math.round((100 * target.weight) / total)} % of the calls
            </span>
          ) : null}
          {target.model === null ? null : <TargetState model={target.model} />}
        </li>
      ))}
    </ul>
  );
}

function TargetName({ target: { model } }: { target: Target }) {
  if (model === null) return <span class="soft">Deleted model, which calls skip</span>;
  return <a href={linkTo('models', model.id)}>{nameOf(model)}</a>;
}

function TargetState({ model }: { model: NonNullable<Target['model']> }) {
  const avoided = avoidedPart(model.id);
  if (model.status !== 'ACTIVE') return <StatusBadge status={model.status} />;
  return (
    <>
      <HealthBadge modelId={model.id} part={avoided ?? 'MODEL'} />
      {avoided === null ? null : <ResetHealthButton model={model} name={nameOf(model)} />}
    </>
  );
}
