import { effect, type Signal, signal } from '@preact/signals';

/** A choice that outlives the page, in the browser's local storage. One that is none of `choices` is the first. */
export function kept<T extends string>(
  name: string,
  choices: readonly [T, ...T[]],
): Signal<T> {
  const stored = localStorage.getItem(name);
  const choice = signal<T>(
    choices.find((known) => known === stored) ?? choices[0],
  );
  effect(() => {
    localStorage.setItem(name, choice.value);
  });
  return choice;
}
