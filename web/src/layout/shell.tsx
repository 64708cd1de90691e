import { isOnline } from '../api/socket.ts';
import { route } from '../navigation/route.ts';
import { NoticeArea } from '../ui/notice.tsx';
import { pages } from './pages.ts';
import { Sidebar } from './sidebar.tsx';

/** Navigation and the current page. */
export function Shell() {
  const available = pages.filter((page) => page.isAllowed());
  const { page: name, id } = route.value;
  const current = available.find((page) => page.name === name) ?? available[0];
  return (
    <div class="shell">
      <button type="button" class="skip-link" onClick={focusMain}>
        Skip to content
      </button>
      <Sidebar pages={available} current={current?.name ?? ''} />
      <div>
        {isOnline.value === false ? (
          <div class="offline" role="status">
            The connection to the server is lost. Reconnecting…
          </div>
        ) : null}
        <main class="content" id="main" tabIndex={-1}>
          {current === undefined ? (
            <p>The token has no scope that this console needs, such as models:read.</p>
          ) : (
            <current.Page key={current.name} id={id} />
          )}
        </main>
      </div>
      <NoticeArea />
    </div>
  );
}

function focusMain(): void {
  document.getElementById('main')?.focus();
}
