import type { ClientRequest } from 'node:http';
import type { RequestHeaders } from './trace-headers.js';

/** Where a request keeps a head that it has already put together. */
interface StoredHead {
  readonly owner: object;
  readonly key: string;
  readonly text: string;
}

/**
 * The headers of a request of `node:http` that was just made. As a rule they are still open; where the caller gave them as
 * an array, or asks for `100-continue`, Node has put the head together by now but not sent it, and lines are added to that.
 */
export function headersOfClientRequest(request: ClientRequest): RequestHeaders {
  return {
    has: (name) => {
      const head = storedHeadOf(request);
      return head === undefined
        ? request.hasHeader(name)
        : head.text.toLowerCase().includes(`\r\n${name.toLowerCase()}:`);
    },
    set: (name, value) => {
      const head = storedHeadOf(request);
      if (head === undefined) {
        request.setHeader(name, value);
      } else if (isSendable(value) && head.text.endsWith('\r\n\r\n')) {
        const text = `${head.text.slice(0, -2)}${name}: ${value}\r\n\r\n`;
        Reflect.set(head.owner, head.key, text);
      }
    },
  };
}

/** What may stand in a field's value (RFC 9110, 5.5): one line of visible characters. */
function isSendable(value: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(value);
}

/** @returns undefined while headers can still be set. Source: Node 24, `lib/_http_outgoing.js` */
function storedHeadOf(request: ClientRequest): StoredHead | undefined {
  const head: unknown = Reflect.get(request, '_header');
  if (typeof head !== 'string') {
    return undefined;
  }
  if (Reflect.get(request, '_headerSent') === false) {
    return { owner: request, key: '_header', text: head };
  }
  const waiting: unknown = Reflect.get(request, 'outputData');
  const first: unknown = Array.isArray(waiting) ? waiting[0] : undefined;
  const data: unknown =
    typeof first === 'object' && first !== null
      ? Reflect.get(first, 'data')
      : undefined;
  return typeof first === 'object' && first !== null && data === head
    ? { owner: first, key: 'data', text: head }
    : { owner: {}, key: '', text: head };
}
