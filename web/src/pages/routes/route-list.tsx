import { useState } from 'preact/hooks';
import { useQuery } from '../../api/use-query.ts';
import { RoutesDocument } from '../../gql/graphql.ts';
import { useHealthChanges } from '../../models/health-feed.ts';
import { linkTo } from '../../navigation/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { hasScope } from '../../viewer/viewer.ts';
import { RouteBadges } from './route-badges.tsx';
import { TargetList } from './target-list.tsx';
import { useDefaultRoutes } from './use-default-routes.ts';

/** All routes with their models and the health of these. */
export function RouteList() {
  useHealthChanges();
  const [after, setAfter] = useState<string | null>(null);
  const { data, problem, isLoading, reload } = useQuery(RoutesDocument, { after });
  const { isDefault } = useDefaultRoutes();
  const routes = data?.routes.nodes;
  const pageInfo = data?.routes.pageInfo;
  return (
    <>
      <PageHead title="Routes">
        {hasScope('models:write') ? (
          <a class="button primary" href={linkTo('routes', 'new')}>
            <Icon name="plus" size={16} />
            Create a route
          </a>
        ) : null}
      </PageHead>
      <ProblemBox problem={problem}>
        <button type="button" class="button compact" onClick={reload}>
          Try again
        </button>
      </ProblemBox>
      {routes?.map((route) => (
        <section key={route.id} class="card stack" aria-labelledby={`route-${route.id}`}>
          <div class="row">
            <h2 id={`route-${route.id}`}>
              <a href={linkTo('routes', route.id)}>{route.name}</a>
            </h2>
            <RouteBadges route={route} isDefault={isDefault(route)} />
          </div>
          {route.description === null ? null : <p class="soft">{route.description}</p>}
          <TargetList targets={route.targets} />
        </section>
      ))}
      {routes?.length === 0 && !isLoading ? <NoRoutes /> : null}
      <ShowMore pageInfo={pageInfo} onShow={setAfter} />
    </>
  );
}

function NoRoutes() {
  return (
    <Empty
      title="No routes yet"
      action={
        hasScope('models:write') ? (
          <a class="button primary" href={linkTo('routes', 'new')}>
            Create the first route
          </a>
        ) : undefined
      }
    >
      A route is a name for several models. A call that uses it gets its response from the first
      model that can serve it: when a model fails or is overloaded, the next one is used.
    </Empty>
  );
}
