import type { Socket } from 'node:net';
import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { redactText, redactUrl } from '../redaction/index.js';
import { spanTimeMs } from './clock.js';
import { knownMethod, methodAttributes } from './known-method.js';
import type { FinishedRequest } from './request-record.js';
import { MadeDescription } from './span/span-description.js';
import { startSpan } from './work-span.js';

/** What Node's HTTP parser says of a request that it refuses. */
export interface ClientError extends NodeJS.ErrnoException {
  /** The bytes that came last. */
  readonly rawPacket?: Buffer;
}

const STATUS_OF_CODE: ReadonlyMap<string, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/** The status with which Node itself answers such an error. Source: Node, `lib/_http_server.js`. */
export function statusOfClientError({ code }: NodeJS.ErrnoException): number {
  return STATUS_OF_CODE.get(code ?? '') ?? 400;
}

/** As much of a request line as parsers make of it; a path of 8 kB is cut. */
const REQUEST_LINE = /^([!-~]{1,32}) ([!-~]{1,8192})/;

/**
 * The record of a request that never became one. It has no caller's trace, as no header was read, and of method and path
 * what the last bytes tell.
 */
export function refusedRequest(
  error: ClientError,
  socket: Socket,
): FinishedRequest {
  const startedAt = spanTimeMs();
  const status = statusOfClientError(error);
  const line = error.rawPacket?.subarray(0, 8300).toString('latin1') ?? '';
  const [, given = '', target = ''] = REQUEST_LINE.exec(line) ?? [];
  const method = knownMethod(given);
  const remoteAddress = socket.remoteAddress ?? '';
  const path = redactUrl(target);
  const scheme = 'encrypted' in socket ? 'https' : 'http';
  const span = startSpan(
    // By the conventions, the name where the method is unknown.
    method === '_OTHER' ? 'HTTP' : method,
    {
      kind: SpanKind.SERVER,
      startTime: startedAt,
      description: new MadeDescription({
        ...methodAttributes(redactText(given)),
        'url.scheme': scheme,
        'url.path': path.split('?', 1)[0] ?? '',
        ...(path.includes('?')
          ? { 'url.query': path.slice(path.indexOf('?') + 1) }
          : {}),
        'client.address': remoteAddress,
        'network.peer.address': remoteAddress,
        ...(socket.remotePort === undefined
          ? {}
          : { 'network.peer.port': socket.remotePort }),
        'http.response.status_code': status,
        'error.type': error.code ?? String(status),
      }),
    },
    ROOT_CONTEXT,
  );
  return {
    startedAt,
    span,
    route: undefined,
    method,
    scheme,
    path,
    remoteAddress,
    status,
    durationMs: 0,
    aborted: false,
    failureTold: false,
  };
}
