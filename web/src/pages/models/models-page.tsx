import { ModelList } from './model-list.tsx';
import { ModelView } from './model-view.tsx';
import { RegisterPage } from './register-page.tsx';

export function ModelsPage({ id }: { id: string | null }) {
  if (id === 'new') return <RegisterPage />;
  return id === null ? <ModelList /> : <ModelView key={id} id={id} />;
}
