import {
  currentIdentity,
  currentRequestRecord,
  userIdOf,
} from '../../request/index.js';
import type { LogRecord } from './log-record.js';

/** Where a line comes from: the active span, and the request that it belongs to. */
export type LogOrigin = Pick<LogRecord, 'identity' | 'route' | 'userId'>;

/** The origin of a line that is logged now. A request has its route from its first moment on. */
export function currentOrigin(): LogOrigin {
  const request = currentRequestRecord();
  return {
    identity: currentIdentity(),
    route: request?.route,
    userId: request && userIdOf(request.span),
  };
}
