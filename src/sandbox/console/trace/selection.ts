import { computed, signal } from '@preact/signals';
import { search, setSearch } from '../state/route.js';

/** The operation that the pointer, or the keyboard's focus, is on: its twins are marked in every column. */
export const pointed = signal<string | null>(null);

/** The operation that was chosen; it stands in the address. */
export const selected = computed(() => search.value.get('span'));

/** Chooses an operation. */
export function select(id: string): void {
  setSearch({ span: id });
}

/** The class of what tells of an operation. */
export function marks(id: string | null | undefined): string {
  if (id === null || id === undefined) return '';
  return [
    pointed.value === id ? 'twin' : '',
    selected.value === id ? 'selected' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
