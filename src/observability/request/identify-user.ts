import { trace } from '@opentelemetry/api';
import { cutText, redactText } from '../redaction/index.js';
import { currentRequestRecord } from './request-record.js';
import type { RequestUser } from './request-user.js';
import { traceRecorder } from './trace-recorder.js';

/** Characters of an id that are kept; vendors take less, and cut it themselves. */
const MAX_ID_LENGTH = 255;
/** Characters of a name or an address. Source: Rollbar API reference, "Create item", `data.person`. */
const MAX_DETAIL_LENGTH = 255;

/**
 * Says who the request at hand acts for, once that is known. The id becomes `user.id` on the request's server span
 * (OpenTelemetry semantic conventions, "User"), from where X-Ray's `user` and Rollbar's person have it; in background work it
 * goes on the root span of the trace. A later call wins. An id that is no text, or an empty one, is nobody. Never throws.
 */
export function identifyUser(user: RequestUser): void {
  try {
    const id = textOf(user.id, MAX_ID_LENGTH);
    if (id === undefined) {
      return;
    }
    const record = currentRequestRecord();
    if (record === undefined) {
      const active = trace.getActiveSpan();
      const root =
        active === undefined ? undefined : traceRecorder.openRootOf(active);
      root?.setAttribute('user.id', id);
      return;
    }
    record.span.setAttribute('user.id', id);
    const { userDetails } = record;
    const name = userDetails?.name === true ? detailOf(user.name) : undefined;
    const email =
      userDetails?.email === true ? detailOf(user.email) : undefined;
    record.user = {
      id,
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
    };
  } catch {
    // A user that can't be looked at is nobody; the request goes on.
  }
}

function detailOf(value: unknown): string | undefined {
  return textOf(value, MAX_DETAIL_LENGTH - 1);
}

function textOf(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? cutText(redactText(value.trim(), maxLength), maxLength)
    : undefined;
}
