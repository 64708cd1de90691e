import type { ComponentType } from 'preact';
import { ModelsPage } from '../pages/models/models-page.tsx';
import { PlaygroundPage } from '../pages/playground/playground-page.tsx';
import { hasScope } from '../session/viewer.ts';
import type { IconName } from '../ui/icon.tsx';

export interface Page {
  /** In the address, and the name of its icon. */
  readonly name: IconName;
  readonly title: string;
  readonly Page: ComponentType<{ id: string | null }>;
  readonly isAllowed: () => boolean;
}

export const pages: readonly Page[] = [
  {
    name: 'models',
    title: 'Models',
    Page: ModelsPage,
    isAllowed: () => hasScope('models:read'),
  },
  {
    name: 'playground',
    title: 'Playground',
    Page: PlaygroundPage,
    isAllowed: () => hasScope('models:use'),
  },
];
