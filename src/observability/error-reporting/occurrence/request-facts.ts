import { cutText, redactHeaders, redactText } from '../../redaction/index.js';
import type { RequestRecord } from '../../request/index.js';
import { readProperty } from './read-property.js';
import {
  bodyData,
  type RequestParameters,
  queryParameters,
  routeParameters,
} from './request-data.js';

/** What an occurrence says of its request. */
export interface RequestFacts {
  readonly method: string;
  /** Absolute where the host that was asked for allows it; secrets redacted. */
  readonly url: string;
  /** The route template; undefined where no route matched. */
  readonly route: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Parameters of the route. */
  readonly params: RequestParameters | undefined;
  /** Parameters of the query. */
  readonly query: RequestParameters | undefined;
  /** The body as Fastify parsed it, redacted and cut. Undefined unless it is asked for. */
  readonly body: unknown;
  readonly userIp: string;
  /** Undefined while nobody is known. */
  readonly person: Person | undefined;
}

/** Source: Rollbar API reference, "Create item", `data.person`. */
interface Person {
  readonly id: string;
  readonly username?: string;
  readonly email?: string;
}

/** Characters of a person's id. Source: as above. */
const MAX_ID_LENGTH = 40;

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

/**
 * The facts of a request as they are now.
 *
 * @param body the request's body, where it is asked for
 */
export function requestFacts(
  record: RequestRecord,
  body: unknown,
): RequestFacts {
  const { headers, method = '' } = record.raw;
  const origin = HOST.test(record.host)
    ? `${record.scheme}://${redactText(record.host)}`
    : '';
  return {
    method: redactText(method, 32),
    url: cutText(`${origin}${record.path}`, MAX_URL_LENGTH),
    route: record.route,
    headers: redactHeaders(
      Object.fromEntries(HEADERS.map((name) => [name, headers[name]])),
    ),
    params: routeParameters(record.params),
    query: queryParameters(record.path),
    body: bodyData(body),
    userIp: record.remoteAddress,
    person: personOf(record),
  };
}

/** Whom `identifyUser` named, or the server span names (OpenTelemetry's attribute `user.id`, formerly `enduser.id`). */
function personOf({ span, user }: RequestRecord): Person | undefined {
  const attributes = readProperty(span, 'attributes');
  const attribute = (key: string): unknown =>
    typeof attributes === 'object' && attributes !== null
      ? readProperty(attributes, key)
      : undefined;
  const id = user?.id ?? attribute('user.id') ?? attribute('enduser.id');
  if (typeof id !== 'string' || id === '') {
    return undefined;
  }
  return {
    id: redactText(id).slice(0, MAX_ID_LENGTH),
    ...(user?.name === undefined ? {} : { username: user.name }),
    ...(user?.email === undefined ? {} : { email: user.email }),
  };
}
