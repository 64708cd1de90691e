import { NewRoutePage } from './new-route-page.tsx';
import { RouteList } from './route-list.tsx';
import { RouteView } from './route-view.tsx';

export function RoutesPage({ id }: { id: string | null }) {
  if (id === 'new') return <NewRoutePage />;
  return id === null ? <RouteList /> : <RouteView key={id} id={id} />;
}
