import { cutText, redactHeaders, redactText } from '../../redaction/index.js';
import type { RequestRecord } from '../../request/index.js';
import { readProperty } from './read-property.js';

/** What an occurrence says of its request. */
export interface RequestFacts {
  readonly method: string;
  /** Absolute where the Host header allows it; secrets redacted. */
  readonly url: string;
  /** The route template; undefined where no route matched. */
  readonly route: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly userIp: string;
  /** Undefined while nobody is known. */
  readonly personId: string | undefined;
}

/** Headers that tell something of a failure and nothing of the person; no other is sent. */
const HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'if-modified-since',
  'if-none-match',
  'origin',
  'referer',
  'traceparent',
  'user-agent',
  'x-amzn-trace-id',
  'x-request-id',
];
const HOST = /^[\w.[\]:-]{1,255}$/;
const MAX_URL_LENGTH = 4096;

/** The facts of a request as they are now. No body, ever. */
export function requestFacts(record: RequestRecord): RequestFacts {
  const { headers, method = '' } = record.raw;
  const origin =
    headers.host !== undefined && HOST.test(headers.host)
      ? `${record.scheme}://${headers.host}`
      : '';
  return {
    method: method.slice(0, 32),
    url: cutText(`${origin}${record.path}`, MAX_URL_LENGTH),
    route: record.route,
    headers: redactHeaders(
      Object.fromEntries(HEADERS.map((name) => [name, headers[name]])),
    ),
    userIp: record.remoteAddress,
    personId: personOf(record),
  };
}

/** Whoever the server span names as its user (OpenTelemetry's attribute `user.id`, formerly `enduser.id`). */
function personOf({ span }: RequestRecord): string | undefined {
  const attributes = readProperty(span, 'attributes');
  if (typeof attributes !== 'object' || attributes === null) {
    return undefined;
  }
  const id =
    readProperty(attributes, 'user.id') ??
    readProperty(attributes, 'enduser.id');
  // At most 40 characters: Rollbar API reference, "Create item", `data.person.id`.
  return typeof id === 'string' && id !== ''
    ? redactText(id).slice(0, 40)
    : undefined;
}
