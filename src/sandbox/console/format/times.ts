const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});
const toTheSecond = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const whole = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'long',
});

/** The time of day in the reader's zone, with milliseconds. */
export function timeOfDay(time: string | number): string {
  return clock.format(new Date(time));
}

/** The time of day without milliseconds. */
export function clockTime(time: string | number): string {
  return toTheSecond.format(new Date(time));
}

/** Date and time in the reader's zone, with the zone. */
export function dateAndTime(time: string | number): string {
  return whole.format(new Date(time));
}

/** How long ago, roughly. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1_000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  return `${Math.floor(seconds / 3_600)} h ago`;
}
