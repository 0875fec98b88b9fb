import { hostname } from 'node:os';
import type { Occurrence } from '../occurrence/occurrence.js';
import { type Frame, framesOf } from './frames.js';

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
  readonly person?: { readonly id: string };
  readonly server: Readonly<Record<string, string | number>>;
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly notifier: Readonly<Record<string, string>>;
  readonly body: ItemBody;
}

interface ItemRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
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
  readonly root: string;
}

const HOST = hostname();

/**
 * The item of an occurrence. Of rollbar.js's payload it takes the frames and the notifier's name and version; the rest
 * stands in the places where rollbar.js can't put it right: it has no `context` with Fastify, spreads `custom` over
 * the item, sends the command line (`server.argv`), its own configuration and the raw error (`notifier.diagnostic`).
 */
export function itemData(
  occurrence: Occurrence,
  payload: Readonly<Record<string, unknown>> | undefined,
  { environment, codeVersion, root }: Origin,
): ItemData {
  const { request, extra, identity } = occurrence;
  const custom = { ...extra, ...identity };
  const version =
    codeVersion === undefined ? {} : { code_version: codeVersion };
  return {
    environment,
    level: occurrence.level,
    timestamp: Math.floor(occurrence.at / 1000),
    uuid: occurrence.uuid,
    ...version,
    platform: process.platform,
    language: 'javascript',
    framework: 'nestjs',
    ...(request?.route === undefined ? {} : { context: request.route }),
    ...(request === undefined
      ? {}
      : {
          request: {
            url: request.url,
            method: request.method,
            headers: request.headers,
            user_ip: request.userIp,
          },
        }),
    ...(request?.personId === undefined
      ? {}
      : { person: { id: request.personId } }),
    server: { host: HOST, root, pid: process.pid, ...version },
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
    notifier: notifierOf(payload),
    body: bodyOf(occurrence, payload),
  };
}

function bodyOf({ what }: Occurrence, payload: unknown): ItemBody {
  if (typeof what === 'string') {
    return { message: { body: what } };
  }
  const frames = framesOf(payload);
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
