import {
  type AttemptResult,
  type HttpAnswer,
  HttpPost,
  outcomeOfStatus,
  type Transport,
} from '../../delivery/index.js';
import type { EncodedItem } from './encoded-item.js';

/** Posts items one by one. Source: Rollbar API reference, "Create item". */
export class RollbarTransport implements Transport<EncodedItem> {
  private readonly http: HttpPost;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(endpoint: string, accessToken: string) {
    this.http = new HttpPost({ url: new URL(endpoint) });
    this.headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-rollbar-access-token': accessToken,
    };
  }

  async send(
    [item]: readonly EncodedItem[],
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    if (item === undefined) {
      return { outcome: 'delivered' };
    }
    const answer = await this.http.post(this.headers, item.bytes, signal);
    if (answer.status < 200 || answer.status > 299) {
      return withRateLimit(outcomeOfStatus(answer), answer);
    }
    return { outcome: 'delivered' };
  }

  close(): void {
    this.http.close();
  }
}

/** Rollbar tells a limited client how long in a header of its own. Source: Rollbar docs, "Rate limits". */
function withRateLimit(
  result: AttemptResult,
  { status, headers }: HttpAnswer,
): AttemptResult {
  const seconds = headers['x-rate-limit-remaining-seconds'];
  if (
    result.outcome !== 'retry' ||
    result.retryAfterMs !== undefined ||
    status !== 429 ||
    typeof seconds !== 'string' ||
    !/^\d{1,7}$/.test(seconds)
  ) {
    return result;
  }
  return {
    ...result,
    retryAfterMs: Math.min(3_600_000, Number(seconds) * 1000),
  };
}
