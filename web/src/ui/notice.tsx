import { signal } from '@preact/signals';

interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const notice = signal<Notice | null>(null);
const shownMs = 8_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Confirms what was done, for a few seconds. */
export function notify(text: string, action?: Notice['action']): void {
  clearTimeout(timer);
  notice.value = action === undefined ? { text } : { text, action };
  timer = setTimeout(dismiss, shownMs);
}

function dismiss(): void {
  notice.value = null;
}

export function NoticeArea() {
  const current = notice.value;
  return (
    <div role="status">
      {current === null ? null : (
        <div class="notice">
          <span>{current.text}</span>
          {current.action === undefined ? null : (
            <button
              type="button"
              onClick={() => {
                dismiss();
                current.action?.run();
              }}
            >
              {current.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
