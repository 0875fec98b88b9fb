/** A call of the API that the console can send. */
export interface TryCall {
  readonly id: string;
  readonly title: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: Readonly<Record<string, string>>;
  /** Requests sent, one unless given. */
  readonly count?: number;
  /** Milliseconds after which the client leaves without waiting for the answer. */
  readonly abortAfterMs?: number;
  /** What to look at afterwards. */
  readonly shows: string;
}

/** The calls of Cruddur's API that show most, the simplest first. */
export const TRY_CALLS: readonly TryCall[] = [
  {
    id: 'home',
    title: 'Home feed',
    method: 'GET',
    path: '/api/activities/home',
    shows:
      'The span home-activities-mock-data with app.now and app.result_length, and the database’s statements below it.',
  },
  {
    id: 'notifications',
    title: 'Notifications',
    method: 'GET',
    path: '/api/activities/notifications',
    shows: 'An X-Ray subsegment with metadata of its own.',
  },
  {
    id: 'create',
    title: 'Post a crud',
    method: 'POST',
    path: '/api/activities',
    body: { message: 'Hello from the console', ttl: '1-day' },
    shows: 'An INSERT, and the counter cruddur.activity.created.',
  },
  {
    id: 'invalid',
    title: 'Invalid input',
    method: 'POST',
    path: '/api/activities',
    body: { message: '', ttl: '1-day' },
    shows:
      '422: the client’s fault. X-Ray marks an error, Rollbar hears nothing.',
  },
  {
    id: 'unknown',
    title: 'Not found',
    method: 'GET',
    path: '/api/activities/00000000-0000-4000-8000-000000000000',
    shows: '404 with a problem document that names the trace.',
  },
  {
    id: 'message',
    title: 'Rollbar message',
    method: 'GET',
    path: '/rollbar/test',
    shows:
      'A message at level warning in Rollbar, of a request that went well.',
  },
  {
    id: 'failure',
    title: 'One that fails',
    method: 'GET',
    path: '/demo/failure',
    shows:
      'A 500 in all four: the exception on the span, X-Ray’s cause, the log line, the occurrence with its frames.',
  },
  {
    id: 'slow',
    title: 'A slow one',
    method: 'GET',
    path: '/demo/slow?ms=1200',
    shows:
      'Where the time went: self time in the waterfall, the heat map’s top.',
  },
  {
    id: 'aborted',
    title: 'One that nobody waits for',
    method: 'GET',
    path: '/demo/slow?ms=1200',
    abortAfterMs: 300,
    shows: 'The client leaves early: 499 in each column.',
  },
  {
    id: 'burst',
    title: 'A burst of 100',
    method: 'GET',
    path: '/api/activities/home',
    count: 100,
    shows: 'Batches on the wires page, and a hundred rows in the list.',
  },
];
