import type { RoutePartsFragment } from '../../gql/graphql.ts';
import { typeNames } from '../../models/model-names.ts';

interface RouteBadgesProps {
  readonly route: RoutePartsFragment;
  readonly isDefault: boolean;
}

export function RouteBadges({ route, isDefault }: RouteBadgesProps) {
  return (
    <span class="row">
      <span class="badge">{typeNames[route.type]}</span>
      {isDefault ? <span class="badge busy">Default</span> : null}
      {route.isBuiltin ? <span class="badge">Built-in</span> : null}
    </span>
  );
}
