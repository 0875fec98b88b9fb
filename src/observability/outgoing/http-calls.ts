import { ClientRequest, IncomingMessage } from 'node:http';
import {
  bareHost,
  type CallTarget,
  defaultPort,
  targetOfUrl,
} from './call-target.js';
import type { CallTracer } from './call-tracer.js';
import { listen } from './channel-listener.js';
import { headersOfClientRequest } from './client-request-headers.js';
import type { OutgoingCall } from './outgoing-call.js';

/** Traces `request` and `get` of `node:http` and `node:https`, and what is built on them. */
export function traceNodeHttp(tracer: CallTracer): void {
  const calls = new WeakMap<ClientRequest, OutgoingCall>();

  listen('http.client.request.created', (message) => {
    const request: unknown = Reflect.get(message, 'request');
    if (!(request instanceof ClientRequest)) {
      return;
    }
    const call = tracer.begin(
      targetOf(request),
      headersOfClientRequest(request),
    );
    if (call !== undefined) {
      calls.set(request, call);
      request.once('close', () => {
        endWithRequest(call, request);
      });
    }
  });

  // Named after the end of the request: it comes with the head of the response, before the application hears of it.
  listen('http.client.response.finish', (message) => {
    const request: unknown = Reflect.get(message, 'request');
    const response: unknown = Reflect.get(message, 'response');
    const call =
      request instanceof ClientRequest ? calls.get(request) : undefined;
    if (
      call !== undefined &&
      request instanceof ClientRequest &&
      response instanceof IncomingMessage
    ) {
      const target = targetOf(request);
      if (target.port === undefined) {
        call.connected({ ...target, port: request.socket?.remotePort });
      }
      call.answered(response.statusCode ?? 0);
      followResponse(call, response);
    }
  });

  listen('http.client.request.error', (message) => {
    const request: unknown = Reflect.get(message, 'request');
    if (request instanceof ClientRequest) {
      calls.get(request)?.failed(Reflect.get(message, 'error'));
    }
  });
}

/** Listens to nothing that would set the body flowing or take an error from the application. */
function followResponse(call: OutgoingCall, response: IncomingMessage): void {
  response.once('end', () => {
    call.completed();
  });
  response.once('close', () => {
    if (response.complete) {
      call.completed();
    } else {
      call.failed(response.errored ?? cutOff());
    }
  });
}

/** The connection is free or gone. An answer that was cut off says so itself; an upgrade ends here. */
function endWithRequest(call: OutgoingCall, request: ClientRequest): void {
  const response: unknown = Reflect.get(request, 'res');
  if (!(response instanceof IncomingMessage)) {
    call.failed(cutOff());
  } else if (response.complete || isUpgrade(request, response)) {
    call.answered(response.statusCode ?? 0);
    call.completed();
  }
}

function isUpgrade(request: ClientRequest, response: IncomingMessage): boolean {
  return response.statusCode === 101 || request.method === 'CONNECT';
}

function cutOff(): Error {
  return Object.assign(new Error('the connection was closed'), {
    code: 'ECONNRESET',
  });
}

/** A path that is a whole URL is that of a request through a proxy. The port stands in the Host header, unless the caller set another. */
function targetOf(request: ClientRequest): CallTarget {
  const { method, path, protocol } = request;
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const proxied = /^https?:\/\//i.test(path)
    ? targetOfUrl(method, path)
    : undefined;
  if (proxied !== undefined) {
    return proxied;
  }
  const host = bareHost(request.host);
  const socketPath: unknown = Reflect.get(request, 'socketPath');
  const isSocket = typeof socketPath === 'string' && socketPath !== '';
  return {
    method,
    scheme,
    host: isSocket ? socketPath : host,
    port: isSocket
      ? undefined
      : portOf(String(request.getHeader('host') ?? ''), scheme, host),
    path: path.startsWith('/') ? path : '',
  };
}

function portOf(
  hostHeader: string,
  scheme: 'http' | 'https',
  host: string,
): number | undefined {
  const [, name = '', port] =
    /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(hostHeader) ?? [];
  if (name === '' || bareHost(name) !== host) {
    return undefined;
  }
  return port === undefined ? defaultPort(scheme) : Number(port);
}
