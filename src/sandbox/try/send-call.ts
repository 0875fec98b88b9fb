import type { TryCall } from './calls.js';

/** What became of a call. */
export interface TryOutcome {
  /** Requests by the status answered; `aborted` for those the client left, `failed` where no answer came. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Milliseconds until the last answer. */
  readonly durationMs: number;
  /** The trace of the last answer, 32 hex digits; `null` when it names none. */
  readonly traceId: string | null;
  /** The beginning of the last answer, or why there is none. */
  readonly answer: string;
}

/** Requests under way at a time. */
const CONCURRENCY = 10;
/** Longest wait for one answer, milliseconds. */
const TIMEOUT_MS = 30_000;
/** Characters of an answer that are shown. */
const MAX_ANSWER = 2_000;

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** Sends a call to an application at that origin, as often as it says. Never rejects. */
export async function sendCall(
  origin: string,
  call: TryCall,
): Promise<TryOutcome> {
  const begun = performance.now();
  const statuses: Record<string, number> = {};
  let traceId: string | null = null;
  let answer = '';
  let left = call.count ?? 1;
  const sendNext = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const one = await sendOne(origin, call);
      statuses[one.status] = (statuses[one.status] ?? 0) + 1;
      traceId = one.traceId ?? traceId;
      ({ answer } = one);
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(CONCURRENCY, left) }, sendNext),
  );
  return {
    statuses,
    durationMs: Math.round(performance.now() - begun),
    traceId,
    answer,
  };
}

async function sendOne(
  origin: string,
  { method, path, body, abortAfterMs }: TryCall,
): Promise<{ status: string; traceId: string | null; answer: string }> {
  try {
    const response = await fetch(new URL(path, origin), {
      method,
      signal: AbortSignal.timeout(abortAfterMs ?? TIMEOUT_MS),
      redirect: 'manual',
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const traceparent = response.headers.get('traceparent') ?? '';
    return {
      status: String(response.status),
      traceId: TRACEPARENT.exec(traceparent)?.[1] ?? null,
      answer: text.slice(0, MAX_ANSWER),
    };
  } catch (error) {
    if (abortAfterMs !== undefined && isTimeout(error)) {
      return { status: 'aborted', traceId: null, answer: 'The client left.' };
    }
    return { status: 'failed', traceId: null, answer: reasonOf(error) };
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}
