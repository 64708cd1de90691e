import { useQuery } from '../../api/use-query.ts';
import { RouteByIdDocument, type RoutePartsFragment } from '../../gql/graphql.ts';
import { useHealthChanges } from '../../models/health-feed.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Time } from '../../ui/time.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { DefaultRouteButton } from './default-route-button.tsx';
import { DeleteRouteCard } from './delete-route-card.tsx';
import { EditRouteForm } from './edit-route-form.tsx';
import { RouteBadges } from './route-badges.tsx';
import { TargetList } from './target-list.tsx';
import { useDefaultRoutes } from './use-default-routes.ts';

/** One route: its models with their health, and everything that can be done with it. */
export function RouteView({ id }: { id: string }) {
  const { data, problem, isLoading } = useQuery(RouteByIdDocument, { id });
  const route = data?.route;
  if (route) return <View route={route} />;
  return (
    <>
      <PageHead title="Route">
        <a class="button" href={linkTo('routes')}>
          All routes
        </a>
      </PageHead>
      <ProblemBox problem={problem} />
      {isLoading || problem !== null ? null : (
        <Empty title="This route does not exist">It may have been deleted.</Empty>
      )}
    </>
  );
}

function View({ route }: { route: RoutePartsFragment }) {
  useHealthChanges();
  const defaults = useDefaultRoutes();
  const isDefault = defaults.isDefault(route);
  const mayChange = hasScope(route.isBuiltin ? 'platform:admin' : 'models:write');
  const isChat = route.type === 'CHAT' || route.type === 'VISION';
  return (
    <>
      <PageHead title={route.name}>
        <a class="button" href={linkTo('routes')}>
          <Icon name="back" size={16} />
          Routes
        </a>
        {hasScope('models:write') ? (
          <DefaultRouteButton route={route} isDefault={isDefault} onChanged={defaults.reload} />
        ) : null}
        {isChat && hasScope('models:use') ? (
          <a class="button primary" href={linkTo('playground', route.id)}>
            <Icon name="playground" size={16} />
            Chat
          </a>
        ) : null}
      </PageHead>
      <div class="columns">
        <div class="stack">
          <section class="card stack" aria-labelledby="models">
            <h2 id="models">Models</h2>
            <TargetList targets={route.targets} />
          </section>
          <section class="card stack" aria-labelledby="facts">
            <h2 id="facts">Facts</h2>
            <RouteBadges route={route} isDefault={isDefault} />
            <dl class="facts">
              <dt>ID</dt>
              <dd class="mono">{route.id}</dd>
              <dt>Changed</dt>
              <dd>
                <Time at={route.updatedAt} /> <span class="soft">(version {route.version})</span>
              </dd>
            </dl>
          </section>
        </div>
        {mayChange ? (
          <div class="stack">
            <EditRouteForm route={route} />
            <DeleteRouteCard route={route} />
          </div>
        ) : null}
      </div>
    </>
  );
}
