import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { AttemptResult } from './attempt-result.js';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface HttpPostOptions {
  readonly url: URL;
  /** Connections kept open at the most. @default 2 */
  readonly maxSockets?: number;
  /** Bytes of an answer that are read; the rest is discarded. @default 65536 */
  readonly maxAnswerBytes?: number;
}

/**
 * POSTs to one URL over kept-alive connections of its own, apart from everything the application sends. A post under way
 * does not keep the process alive; whoever must see it end (a flush) does that.
 */
export class HttpPost {
  private readonly agent: HttpAgent | HttpsAgent;
  private readonly send: typeof httpRequest;
  private readonly maxAnswerBytes: number;

  constructor(private readonly options: HttpPostOptions) {
    const agentOptions = {
      keepAlive: true,
      maxSockets: options.maxSockets ?? 2,
    };
    const secure = options.url.protocol === 'https:';
    this.agent = secure
      ? new HttpsAgent(agentOptions)
      : new HttpAgent(agentOptions);
    this.send = secure ? httpsRequest : httpRequest;
    this.maxAnswerBytes = options.maxAnswerBytes ?? 65_536;
  }

  /** Resolves with the whole answer; rejects on a network error or when `signal` aborts. */
  post(
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const request = this.send(
        this.options.url,
        {
          method: 'POST',
          agent: this.agent,
          signal,
          headers: { ...headers, 'content-length': String(body.byteLength) },
        },
        (response) => {
          const chunks: Buffer[] = [];
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            if (bytes < this.maxAnswerBytes) {
              chunks.push(chunk);
            }
            bytes += chunk.byteLength;
          });
          response.on('error', reject);
          response.once('end', () => {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            });
            if (!request.writableFinished) {
              // Nobody may ever read the rest, and the connection would wait for that.
              request.destroy();
            }
          });
        },
      );
      request.once('socket', (socket) => {
        socket.unref();
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Pause after a refusal that only a person can end, in milliseconds. */
const KEY_REFUSED_RETRY_MS = 5000;

/** Failures that a record may bring about, unlike those that say that the vendor is busy or away. */
const ABOUT_THE_BATCH = new Set([500, 501, 502, 504]);

/** Not found, method not allowed, media type not supported: true of every record, so that halving a batch would only multiply requests. */
const ABOUT_THE_ENDPOINT = new Set([404, 405, 415]);

/**
 * Reads an HTTP status as the outcome of an attempt, for all answers but 2xx, whose meaning is the vendor's.
 * 401 and 403 are retried, slowly: the records are good, the key is not, and an operator can mend it.
 */
export function outcomeOfStatus({
  status,
  headers,
}: HttpAnswer): Exclude<AttemptResult, { outcome: 'delivered' }> {
  const reason = `HTTP ${String(status)}`;
  if (status === 413) {
    return { outcome: 'too-large', reason };
  }
  if (status === 401 || status === 403) {
    return {
      outcome: 'retry',
      reason: `${reason}: the key was refused; check the credentials`,
      retryAfterMs: KEY_REFUSED_RETRY_MS,
      keyRefused: true,
    };
  }
  if (status === 408 || status === 429 || status >= 500) {
    const retryAfterMs = retryAfter(headers['retry-after']);
    return {
      outcome: 'retry',
      reason,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(ABOUT_THE_BATCH.has(status) ? { answered: true } : {}),
    };
  }
  const whole = status < 400 || ABOUT_THE_ENDPOINT.has(status);
  return { outcome: 'refused', reason, ...(whole ? { whole } : {}) };
}

/** Retry-After in seconds or as an HTTP date (RFC 9110, 10.2.3), in milliseconds; an hour at the most. */
function retryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(3_600_000, Math.max(0, ms)) : undefined;
}
