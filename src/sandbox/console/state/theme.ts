import { effect } from '@preact/signals';
import { kept } from './kept.js';

/** `system` follows the reader's machine. */
export const theme = kept('theme', ['system', 'light', 'dark']);

/** Keeps the page in the chosen theme. */
export function applyTheme(): void {
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}

/** The next theme in turn. */
export function nextTheme(): void {
  const turn = { system: 'light', light: 'dark', dark: 'system' } as const;
  theme.value = turn[theme.value];
}
