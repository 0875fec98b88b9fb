import type { WireResponse } from '../../listener/http-listener.js';
import { rateHeaders } from '../../rollbar/index.js';
import type { FaultForm, Refusal } from './fault-form.js';

/** Calls a minute that a token may have made before it is throttled (Rollbar documentation, "Rate limits"). */
const CALLS_PER_MINUTE = 5_000;
const WINDOW_SECONDS = 60;

/** Statuses and messages of the refusals (Rollbar API reference, "Create item", and documentation, "Rate limits"). */
const REFUSALS: Readonly<
  Record<Refusal['type'], { readonly status: number; readonly message: string }>
> = {
  throttle: {
    status: 429,
    message: `Rate limit of ${CALLS_PER_MINUTE} calls per minute exceeded.`,
  },
  '500': { status: 500, message: 'Internal error' },
  '503': { status: 503, message: 'Service unavailable' },
  '413': { status: 413, message: 'Request entity too large.' },
  '401': { status: 401, message: 'invalid access token' },
};

/** Rollbar: `{"err": 1, "message": …}`; when throttled, with the headers of its rate limit. */
export const rollbarForm: FaultForm = {
  carriesRecords: () => true,

  refuse(_request, refusal) {
    const { status, message } = REFUSALS[refusal.type];
    const waitSeconds = refusal.retryAfterSeconds ?? WINDOW_SECONDS;
    return failure(
      status,
      message,
      refusal.type === 'throttle'
        ? rateHeaders({
            limit: CALLS_PER_MINUTE,
            remaining: 0,
            resetAtMs: Date.now() + waitSeconds * 1_000,
            allowed: false,
          })
        : {},
    );
  },

  /** A call carries one item, which is refused as a whole. */
  async refuseSome(request, picksNext, receiver) {
    const isItem = /^\/api\/1\/item\/?$/.test(request.path);
    return isItem && picksNext()
      ? { response: failure(422, 'Invalid payload.'), rejected: 1 }
      : { response: await receiver(request), rejected: 0 };
  },
};

function failure(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ err: 1, message }),
  };
}
