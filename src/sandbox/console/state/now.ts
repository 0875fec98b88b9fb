import { signal } from '@preact/signals';

/** The time, milliseconds since the epoch, a second at a time: for ages and countdowns. */
export const now = signal(Date.now());

setInterval(() => {
  now.value = Date.now();
}, 1_000);
