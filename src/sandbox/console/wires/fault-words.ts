/** What each fault is called, and what it does. */
export const FAULT_WORDS: Readonly<
  Record<string, { readonly name: string; readonly effect: string }>
> = {
  refuse: {
    name: 'Plug pulled',
    effect: 'The port is closed: connections and datagrams are refused.',
  },
  hang: { name: 'Hangs', effect: 'Requests are read and never answered.' },
  reset: {
    name: 'Resets',
    effect: 'The connection is reset within the body; nothing is kept.',
  },
  'reset-after': {
    name: 'Resets after keeping',
    effect:
      'The records are kept, and the connection is reset instead of an answer.',
  },
  slow: {
    name: 'Slow',
    effect:
      'Answers come late; the records are kept only then. Datagrams are read late.',
  },
  throttle: {
    name: '429, throttles',
    effect: 'Too many requests, with a Retry-After when one is given.',
  },
  '500': { name: '500', effect: 'An internal error.' },
  '503': {
    name: '503',
    effect: 'Unavailable, with a Retry-After when one is given.',
  },
  '413': {
    name: '413',
    effect: 'Requests above a number of bytes are too large.',
  },
  '401': { name: '401', effect: 'The credentials are unknown.' },
  partial: {
    name: 'Takes a part',
    effect: 'Every n-th record is refused, the others are kept.',
  },
  garbage: {
    name: 'Garbage',
    effect: 'The records are kept, and the answer is a page of HTML.',
  },
};

/** An option of a fault as a field of a form. */
export interface FaultField {
  readonly name: string;
  readonly label: string;
  readonly min: number;
  readonly max?: number;
  readonly step: number | 'any';
  /** What holds when the field is empty. */
  readonly whenEmpty: string;
}

/** The options of all faults; which fault takes which the API says. */
export const FAULT_FIELDS: readonly FaultField[] = [
  {
    name: 'durationMs',
    label: 'For, ms',
    min: 1,
    step: 1,
    whenEmpty: 'until ended',
  },
  { name: 'delayMs', label: 'Delay, ms', min: 1, step: 1, whenEmpty: '2000' },
  {
    name: 'retryAfterSeconds',
    label: 'Retry-After, s',
    min: 0,
    step: 1,
    whenEmpty: 'none',
  },
  {
    name: 'maxBytes',
    label: 'Above, bytes',
    min: 0,
    step: 1,
    whenEmpty: '65536',
  },
  {
    name: 'everyNth',
    label: 'Every n-th',
    min: 1,
    step: 1,
    whenEmpty: '10',
  },
  {
    name: 'probability',
    label: 'Share, 0 to 1',
    min: 0,
    max: 1,
    step: 'any',
    whenEmpty: '1',
  },
];
