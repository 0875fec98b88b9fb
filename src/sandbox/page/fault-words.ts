/** What each fault does, for a person. */
export const FAULT_WORDS: Readonly<Record<string, string>> = {
  refuse: 'The port is closed: connections and datagrams are refused.',
  hang: 'Requests are read and never answered.',
  reset: 'The connection is reset within the body; nothing is kept.',
  'reset-after':
    'The records are kept, and the connection is reset instead of an answer.',
  slow: 'Answers come late; the records are kept only then. Datagrams are read late.',
  throttle: 'Too many requests, with a Retry-After when one is given.',
  '500': 'An internal error.',
  '503': 'The service is unavailable, with a Retry-After when one is given.',
  '413': 'Requests above a number of bytes are too large.',
  '401': 'The credentials are unknown.',
  partial: 'Every n-th record is refused, the others are kept.',
  garbage: 'The records are kept, and the answer is a page of HTML.',
};

/** An option of a fault as a field of a form. */
export interface FaultField {
  readonly name: string;
  readonly label: string;
  readonly min: number;
  readonly max?: number;
  readonly step: number | 'any';
  /** Shown in the empty field: what holds then. */
  readonly whenEmpty: string;
}

/** The options of all faults; which fault takes which is in `FAULT_OPTIONS`. */
export const FAULT_FIELDS: readonly FaultField[] = [
  {
    name: 'delayMs',
    label: 'Delay, ms',
    min: 1,
    step: 1,
    whenEmpty: '2000',
  },
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
    label: 'Every n-th record',
    min: 1,
    step: 1,
    whenEmpty: '10',
  },
  {
    name: 'probability',
    label: 'Share of requests, 0 to 1',
    min: 0,
    max: 1,
    step: 'any',
    whenEmpty: '1',
  },
  {
    name: 'durationMs',
    label: 'Ends after, ms',
    min: 1,
    step: 1,
    whenEmpty: 'when switched off',
  },
];
