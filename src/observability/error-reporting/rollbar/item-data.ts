import { hostname } from 'node:os';
import { cutText } from '../../redaction/index.js';
import type { FoldedOccurrence, Occurrence } from '../occurrence/occurrence.js';
import type { RequestFacts } from '../occurrence/request-facts.js';
import { type Frame, framesOf, type LinesAt } from './frames.js';

/** Source: Rollbar API reference, "Create item", `data`. */
export interface ItemData {
  readonly environment: string;
  readonly level: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly uuid: string;
  readonly code_version?: string;
  readonly platform: string;
  readonly language: 'javascript';
  readonly framework: 'nestjs';
  readonly context?: string;
  readonly request?: ItemRequest;
  readonly person?: NonNullable<RequestFacts['person']>;
  readonly server: Readonly<Record<string, string | number>>;
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly notifier: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly title?: string;
  readonly body: ItemBody;
}

interface ItemRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly GET?: Readonly<Record<string, unknown>>;
  /** A body with named values. */
  readonly POST?: unknown;
  /** Any other body. */
  readonly body?: string;
  readonly user_ip: string;
}

export type ItemBody =
  | { readonly trace_chain: readonly Trace[] }
  | { readonly message: { readonly body: string } };

export interface Trace {
  readonly exception: { readonly class: string; readonly message: string };
  readonly frames: readonly Frame[];
}

/** What is the same in every item of a process. */
export interface Origin {
  readonly environment: string;
  readonly codeVersion: string | undefined;
  readonly branch: string | undefined;
  readonly root: string;
}

const HOST = hostname();
/** Characters of `context`, `title` and `server.branch`, and of `code_version`. Source: Rollbar API reference, "Create item". */
const MAX_LENGTH = 255;
const MAX_VERSION_LENGTH = 40;

/**
 * The item of an occurrence. Of rollbar.js's payload it takes the frames and the notifier's name and version; the rest
 * stands in the places where rollbar.js can't put it right: it has no `context` with Fastify, spreads `custom` over
 * the item, sends the command line (`server.argv`), its own configuration and the raw error (`notifier.diagnostic`).
 */
export function itemData(
  { occurrence, count, traceIds }: FoldedOccurrence,
  payload: Readonly<Record<string, unknown>> | undefined,
  { environment, codeVersion, branch, root }: Origin,
  linesAt: LinesAt = () => undefined,
): ItemData {
  const { request, identity } = occurrence;
  const version =
    codeVersion === undefined
      ? {}
      : { code_version: cutTo(codeVersion, MAX_VERSION_LENGTH) };
  const title = titleOf(occurrence);
  return {
    environment,
    level: occurrence.level,
    timestamp: Math.floor(occurrence.at / 1000),
    uuid: occurrence.uuid,
    ...version,
    platform: process.platform,
    language: 'javascript',
    framework: 'nestjs',
    ...(request?.route === undefined
      ? {}
      : { context: cutTo(request.route, MAX_LENGTH) }),
    ...(request === undefined ? {} : { request: requestOf(request) }),
    ...(request?.person === undefined ? {} : { person: request.person }),
    server: {
      host: HOST,
      root,
      ...(branch === undefined ? {} : { branch: cutTo(branch, MAX_LENGTH) }),
      pid: process.pid,
      ...version,
    },
    custom: {
      ...occurrence.extra,
      ...identity,
      occurrence_count: count,
      ...(traceIds.length === 0 ? {} : { folded_trace_ids: traceIds }),
    },
    notifier: notifierOf(payload),
    fingerprint: occurrence.fingerprint,
    ...(title === undefined ? {} : { title }),
    body: bodyOf(occurrence, payload, linesAt),
  };
}

function requestOf({
  url,
  method,
  headers,
  params,
  query,
  body,
  userIp,
}: RequestFacts): ItemRequest {
  return {
    url,
    method,
    headers,
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { GET: query }),
    ...bodyFieldOf(body),
    user_ip: userIp,
  };
}

/** Rollbar takes named values as `POST`, and any other body as a text. */
function bodyFieldOf(body: unknown): Pick<ItemRequest, 'POST' | 'body'> {
  if (body === undefined) {
    return {};
  }
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? { POST: body }
    : { body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** What was thrown in the end, in one line; of a message Rollbar makes the same by itself. */
function titleOf({ what }: Occurrence): string | undefined {
  const thrown = typeof what === 'string' ? undefined : what[0];
  if (thrown === undefined) {
    return undefined;
  }
  const { className, message } = thrown;
  const [line = ''] = message.trim().split(/[\r\n]/, 1);
  return cutTo(line === '' ? className : `${className}: ${line}`, MAX_LENGTH);
}

function cutTo(text: string, length: number): string {
  return text.length <= length ? text : cutText(text, length - 1);
}

function bodyOf(
  { what }: Occurrence,
  payload: unknown,
  linesAt: LinesAt,
): ItemBody {
  if (typeof what === 'string') {
    return { message: { body: what } };
  }
  const frames = framesOf(payload, linesAt);
  return {
    trace_chain: what.map(({ className, message }, index) => ({
      exception: { class: className, message },
      frames: frames[index] ?? [],
    })),
  };
}

function notifierOf(
  payload: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, string>> {
  const notifier = payload?.['notifier'];
  const read = (key: string): unknown =>
    typeof notifier === 'object' && notifier !== null
      ? Reflect.get(notifier, key)
      : undefined;
  const name = read('name');
  const version = read('version');
  return {
    name: typeof name === 'string' ? name : 'node_rollbar',
    ...(typeof version === 'string' ? { version } : {}),
  };
}
