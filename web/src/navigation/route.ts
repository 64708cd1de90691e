import { computed, signal } from '@preact/signals';

/** The page is in the fragment of the address, so the server needs to know one path only. */
const fragment = signal(location.hash);
addEventListener('hashchange', () => {
  fragment.value = location.hash;
});

export interface Route {
  readonly page: string;
  /** The object that the page shows. */
  readonly id: string | null;
}

export const route = computed<Route>(() => {
  const [page = '', id] = fragment.value.replace(/^#\/?/, '').split('/');
  return { page: page || 'models', id: id ? decodeURIComponent(id) : null };
});

export function linkTo(page: string, id?: string): string {
  return id === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(id)}`;
}

export function goTo(page: string, id?: string): void {
  location.hash = linkTo(page, id);
}
