import { computed, effect, signal } from '@preact/signals';
import { type Problem, problemOf } from '../api/problem.ts';
import { query } from '../api/query.ts';
import { ViewerDocument, type ViewerQuery } from '../gql/graphql.ts';
import { token } from '../session/session.ts';

export type Scope = 'models:read' | 'models:write' | 'models:use' | 'platform:admin';

/** The caller, once the server has accepted the token. */
export const viewer = signal<ViewerQuery['viewer'] | null>(null);
export const viewerProblem = signal<Problem | null>(null);

const scopes = computed(() => new Set(viewer.value?.scopes));

export function hasScope(scope: Scope): boolean {
  return scopes.value.has(scope);
}

effect(() => {
  if (token.value === null) viewer.value = null;
  else void loadViewer();
});

export async function loadViewer(): Promise<void> {
  viewerProblem.value = null;
  try {
    const data = await query(ViewerDocument, {});
    viewer.value = data.viewer;
  } catch (error) {
    viewerProblem.value = problemOf(error);
  }
}
