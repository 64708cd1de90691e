import { useQuery } from '../../api/use-query.ts';
import { DefaultRoutesDocument, type RoutePartsFragment } from '../../gql/graphql.ts';

/** Which routes are used by requests that name neither a model nor a route. */
export function useDefaultRoutes() {
  const { data, reload } = useQuery(DefaultRoutesDocument, {});
  const isDefault = ({ id, type }: Pick<RoutePartsFragment, 'id' | 'type'>) =>
    data?.[type]?.id === id;
  return { isDefault, reload };
}
