import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Bytes of a request's body; undefined where it did not come whole, or came in chunks whose sum nobody says.
 * Source: OpenTelemetry semantic conventions, `http.request.body.size`: mostly the header Content-Length.
 */
export function requestBodyBytes({
  headers,
  complete,
}: IncomingMessage): number | undefined {
  if (!complete || headers['transfer-encoding'] !== undefined) {
    return undefined;
  }
  return bytesOf(headers['content-length'] ?? 0);
}

/**
 * Bytes of a response's body; undefined where it did not go out whole, or went in chunks.
 *
 * @param contentLength the header, as it was set
 */
export function responseBodyBytes(
  response: ServerResponse,
  contentLength: number | string | readonly string[] | undefined,
): number | undefined {
  if (!response.writableFinished) {
    return undefined;
  }
  const { statusCode, req } = response;
  return req.method === 'HEAD' || statusCode === 204 || statusCode === 304
    ? 0
    : bytesOf(contentLength);
}

function bytesOf(
  length: number | string | readonly string[] | undefined,
): number | undefined {
  const bytes = typeof length === 'string' ? Number(length) : length;
  return typeof bytes === 'number' && bytes >= 0 ? bytes : undefined;
}
