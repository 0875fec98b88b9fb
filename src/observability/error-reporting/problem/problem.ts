import { STATUS_CODES } from 'node:http';
import { defaultDetail } from './default-detail.js';
import type { Failure } from './failure.js';

/** Source: RFC 9457, section 3. */
interface Problem {
  /** Always `about:blank`: the status says what kind of problem it is (RFC 9457, 4.2.1). */
  readonly type: 'about:blank';
  /** The status' phrase, as `about:blank` asks for. */
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The path of the request, without its query. */
  readonly instance: string;
  /** W3C trace id; absent where nothing is traced. */
  readonly trace_id?: string;
  /** UUID by which Rollbar finds what is told here; absent where nothing is reported. */
  readonly occurrence?: string;
}

/** Where more is to be found of a problem. */
export interface ProblemReferences {
  readonly traceId?: string | undefined;
  readonly occurrence?: string | undefined;
}

const MAX_INSTANCE_LENGTH = 2048;

export function problemOf(
  { status, detail }: Failure,
  url: string,
  { traceId, occurrence }: ProblemReferences,
): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: detail ?? defaultDetail(status),
    instance: toUriReference(url),
    ...(traceId === undefined ? {} : { trace_id: traceId }),
    ...(occurrence === undefined ? {} : { occurrence }),
  };
}

/** The path of a request target as a URI reference (RFC 3986): what may not stand in one is percent-encoded. */
function toUriReference(url: string): string {
  return (url.split(/[?#]/, 1)[0] ?? '')
    .slice(0, MAX_INSTANCE_LENGTH)
    .replaceAll(/%(?![0-9a-f]{2})/gi, '%25')
    .replaceAll(
      /[^\w\-.~:/?#[\]@!$&'()*+,;=%]/g,
      (character) =>
        `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
}
