import { type HttpAnswer, httpAnswer } from './http-answer.js';

/** The body of one response, and where the next one begins. */
interface Body {
  readonly text: string;
  readonly end: number;
  readonly complete: boolean;
}

/**
 * Reads the responses that stand one after another in what a socket received (RFC 9112, section 6). Interim ones (1xx)
 * are answers too. A response to HEAD can't be told from one that lacks its body; send those alone.
 *
 * @param bytes what was received, one character a byte
 * @param closed whether more can come: the last response may end with the connection, or be cut off by it
 */
export function readAnswers(bytes: string, closed: boolean): HttpAnswer[] {
  const answers: HttpAnswer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const endOfHead = bytes.indexOf('\r\n\r\n', at);
    if (endOfHead < 0) {
      break;
    }
    const [statusLine = '', ...fields] = bytes
      .slice(at, endOfHead)
      .split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]);
    const headers = new Headers(fields.map(fieldOf));
    const body = bodyAt(bytes, endOfHead + 4, status, headers);
    if (!body.complete && !closed) {
      break;
    }
    const text = Buffer.from(body.text, 'latin1').toString();
    answers.push(httpAnswer(status, headers, text, body.complete));
    at = body.end;
  }
  return answers;
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function bodyAt(
  bytes: string,
  start: number,
  status: number,
  headers: Headers,
): Body {
  if (status < 200 || status === 204 || status === 304) {
    return { text: '', end: start, complete: true };
  }
  if (headers.get('transfer-encoding') === 'chunked') {
    return chunkedBodyAt(bytes, start);
  }
  const length = headers.get('content-length');
  const end = length === null ? bytes.length : start + Number(length);
  return {
    text: bytes.slice(start, end),
    end: Math.min(end, bytes.length),
    complete: length !== null && end <= bytes.length,
  };
}

function chunkedBodyAt(bytes: string, start: number): Body {
  let text = '';
  let at = start;
  for (;;) {
    const endOfSize = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.slice(at, endOfSize), 16);
    const chunk = endOfSize + 2;
    const next = chunk + size + 2;
    if (endOfSize < 0 || next > bytes.length) {
      return { text, end: bytes.length, complete: false };
    }
    if (size === 0) {
      return { text, end: next, complete: true };
    }
    text += bytes.slice(chunk, chunk + size);
    at = next;
  }
}
