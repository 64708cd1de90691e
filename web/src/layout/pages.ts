import type { ComponentType } from 'preact';
import { ActivityPage } from '../pages/activity/activity-page.tsx';
import { AuditPage } from '../pages/audit/audit-page.tsx';
import { DownloadsPage } from '../pages/downloads/downloads-page.tsx';
import { KeysPage } from '../pages/keys/keys-page.tsx';
import { ModelsPage } from '../pages/models/models-page.tsx';
import { PlatformPage } from '../pages/platform/platform-page.tsx';
import { PlaygroundPage } from '../pages/playground/playground-page.tsx';
import { RoutesPage } from '../pages/routes/routes-page.tsx';
import { UsagePage } from '../pages/usage/usage-page.tsx';
import type { IconName } from '../ui/icon.tsx';
import { hasScope } from '../viewer/viewer.ts';

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
    name: 'routes',
    title: 'Routes',
    Page: RoutesPage,
    isAllowed: () => hasScope('models:read'),
  },
  {
    name: 'keys',
    title: 'API keys',
    Page: KeysPage,
    isAllowed: () => hasScope('models:read'),
  },
  {
    name: 'playground',
    title: 'Playground',
    Page: PlaygroundPage,
    isAllowed: () => hasScope('models:use'),
  },
  {
    name: 'downloads',
    title: 'Downloads',
    Page: DownloadsPage,
    isAllowed: () => hasScope('models:read'),
  },
  {
    name: 'activity',
    title: 'Activity',
    Page: ActivityPage,
    isAllowed: () => hasScope('models:use'),
  },
  { name: 'usage', title: 'Usage', Page: UsagePage, isAllowed: () => hasScope('models:read') },
  { name: 'audit', title: 'Audit', Page: AuditPage, isAllowed: () => hasScope('models:write') },
  {
    name: 'platform',
    title: 'Platform',
    Page: PlatformPage,
    isAllowed: () => hasScope('platform:admin'),
  },
];
