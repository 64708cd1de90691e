import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const storageKey = 'modelyard.theme';

export const theme = signal<Theme>((localStorage.getItem(storageKey) as Theme | null) ?? 'system');

effect(() => {
  if (theme.value === 'system') {
    delete document.documentElement.dataset['theme'];
    localStorage.removeItem(storageKey);
  } else {
    document.documentElement.dataset['theme'] = theme.value;
    localStorage.setItem(storageKey, theme.value);
  }
});
