import { computed, signal } from '@preact/signals';
import { theme } from './theme.js';

const preference = matchMedia('(prefers-color-scheme: dark)');
const system = signal(preference.matches);
preference.addEventListener('change', ({ matches }) => {
  system.value = matches;
});

/** Whether the page is dark now, by choice or by the reader's machine. */
export const isDark = computed(() =>
  theme.value === 'system' ? system.value : theme.value === 'dark',
);
