import { ActivityList } from './activity-list.tsx';
import { CompletionView } from './completion-view.tsx';

export function ActivityPage({ id }: { id: string | null }) {
  return id === null ? <ActivityList /> : <CompletionView key={id} id={id} />;
}
