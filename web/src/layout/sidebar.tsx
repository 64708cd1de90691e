import logo from '../favicon.svg';
import { linkTo } from '../navigation/route.ts';
import { type Theme, theme } from '../navigation/theme.ts';
import { isDevelopment, signOut } from '../session/session.ts';
import { Icon } from '../ui/icon.tsx';
import { viewer } from '../viewer/viewer.ts';
import type { Page } from './pages.ts';

export function Sidebar({ pages, current }: { pages: readonly Page[]; current: string }) {
  return (
    <header class="sidebar">
      <a class="brand" href={linkTo('models')}>
        <img src={logo} alt="" />
        <span>Modelyard</span>
      </a>
      <nav aria-label="Pages">
        {pages.map(({ name, title }) => (
          <a
            key={name}
            class="nav-link"
            href={linkTo(name)}
            aria-current={name === current ? 'page' : undefined}
          >
            <Icon name={name} />
            {title}
          </a>
        ))}
      </nav>
      <div class="sidebar-foot">
        <div class="identity small" title={`${viewer.value?.subject} of ${viewer.value?.tenantId}`}>
          {viewer.value?.subject} <span class="soft">of {viewer.value?.tenantId}</span>
        </div>
        <div class="row">
          <select
            class="input fit small"
            aria-label="Theme"
            value={theme.value}
            onChange={(event) => {
              theme.value = event.currentTarget.value as Theme;
            }}
          >
            <option value="system">System</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
          <button type="button" class="button quiet compact" onClick={signOut}>
            {isDevelopment.value ? 'Use a token' : 'Sign out'}
          </button>
        </div>
      </div>
    </header>
  );
}
