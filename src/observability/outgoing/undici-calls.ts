import { AsyncResource } from 'node:async_hooks';
import type { CallTracer } from './call-tracer.js';
import { type CallTarget, targetOfUrl } from './call-target.js';
import { listen } from './channel-listener.js';
import type { OutgoingCall } from './outgoing-call.js';
import type { RequestHeaders } from './trace-headers.js';

/** undici's own request, as far as it is read here. Source: undici 7, `lib/core/request.js`. */
interface UndiciRequest {
  readonly method: string;
  readonly origin: string | URL;
  readonly path: string;
  /** Names and values in turn; undici's own array, not the caller's. */
  readonly headers: readonly unknown[];
  readonly upgrade?: unknown;
  addHeader(name: string, value: string): unknown;
}

/**
 * Traces `fetch` and everything else that goes through undici, one span a hop of a redirect. An upgrade (WebSocket) and a
 * CONNECT tunnel are left as they are: undici does not say when they end. A `fetch` that had to wait for a connection, in a
 * dispatcher of one's own with `connections` above 1, is taken for part of the trace that freed it; fetch's own dispatcher
 * has no such limit.
 */
export function traceUndici(tracer: CallTracer): void {
  const calls = new WeakMap<object, OutgoingCall>();

  listen('undici:request:create', (message) => {
    const request = requestOf(message);
    if (!isUndiciRequest(request) || isTunnel(request)) {
      return;
    }
    const target = targetOf(request);
    const call =
      target &&
      inCallersContext(request, () => tracer.begin(target, headersOf(request)));
    if (call !== undefined) {
      calls.set(request, call);
    }
  });

  listen('undici:request:headers', (message) => {
    const status = statusOf(message);
    if (status !== undefined) {
      calls.get(requestOf(message))?.answered(status);
    }
  });

  listen('undici:request:trailers', (message) => {
    calls.get(requestOf(message))?.completed();
  });

  listen('undici:request:error', (message) => {
    calls.get(requestOf(message))?.failed(Reflect.get(message, 'error'));
  });
}

const NONE = {};

/**
 * A pool whose connections are limited makes a request when one of them comes free, in the context of the call that had it
 * before. The handlers of undici's own `request`, `stream` and `pipeline` remember the context of their caller.
 */
function inCallersContext<T>(request: object, work: () => T): T {
  for (const key of Object.getOwnPropertySymbols(request)) {
    const handler: unknown = Reflect.get(request, key);
    if (handler instanceof AsyncResource) {
      return handler.runInAsyncScope(work);
    }
  }
  return work();
}

function requestOf(message: object): object {
  const request: unknown = Reflect.get(message, 'request');
  return typeof request === 'object' && request !== null ? request : NONE;
}

function statusOf(message: object): number | undefined {
  const response: unknown = Reflect.get(message, 'response');
  if (typeof response !== 'object' || response === null) {
    return undefined;
  }
  const status: unknown = Reflect.get(response, 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

function isUndiciRequest(request: object): request is UndiciRequest {
  return (
    'method' in request &&
    typeof request.method === 'string' &&
    'path' in request &&
    typeof request.path === 'string' &&
    'origin' in request &&
    'headers' in request &&
    Array.isArray(request.headers) &&
    'addHeader' in request &&
    typeof request.addHeader === 'function'
  );
}

function isTunnel({ method, upgrade }: UndiciRequest): boolean {
  return method === 'CONNECT' || (upgrade ?? null) !== null;
}

/** A path may be a whole URL, where the origin is that of a proxy. */
function targetOf({
  method,
  origin,
  path,
}: UndiciRequest): CallTarget | undefined {
  const target = targetOfUrl(method, String(origin));
  return path.startsWith('/')
    ? target && { ...target, path }
    : targetOfUrl(method, path);
}

function headersOf(request: UndiciRequest): RequestHeaders {
  return {
    has: (name) =>
      request.headers.some(
        (entry, index) =>
          index % 2 === 0 &&
          typeof entry === 'string' &&
          entry.toLowerCase() === name.toLowerCase(),
      ),
    set: (name, value) => {
      request.addHeader(name, value);
    },
  };
}
