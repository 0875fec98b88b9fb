import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  type AttemptResult,
  HttpPost,
  outcomeOfStatus,
  type Transport,
} from '../delivery/index.js';
import { toJson } from './json/to-json.js';
import type {
  OtlpProtocol,
  OtlpSignal,
  PartialSuccess,
} from './otlp-signal.js';
import type { OtlpTransportOptions } from './otlp.options.js';

const compress = promisify(gzip);

/**
 * OTLP over HTTP: one request of a signal (traces, logs or metrics) a batch.
 * Source: OpenTelemetry Protocol 1.x, "OTLP/HTTP".
 */
export class OtlpTransport<T> implements Transport<T> {
  private readonly url: URL;
  private readonly http: HttpPost;
  private readonly protocol: OtlpProtocol;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly signal: OtlpSignal<T>,
    private readonly options: OtlpTransportOptions,
  ) {
    this.url = new URL(options.url);
    this.http = new HttpPost({ url: this.url });
    this.protocol = options.protocol ?? 'http/protobuf';
    this.headers = {
      ...options.headers,
      'content-type':
        this.protocol === 'http/json'
          ? 'application/json'
          : 'application/x-protobuf',
      ...(options.compression === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
    };
  }

  async send(
    records: readonly T[],
    abort: AbortSignal,
  ): Promise<AttemptResult> {
    await this.signal.ready?.(records);
    const request = this.signal.compose(records);
    const unreadable = this.signal.unreadable(records);
    const outdated = this.signal.outdated?.(records) ?? 0;
    if (unreadable + outdated === records.length) {
      return outcome({ refused: unreadable, outdated, reason: UNREADABLE });
    }
    const bytes = this.protocol === 'http/json' ? this.json(request) : request;
    const body =
      this.options.compression === 'gzip' ? await compress(bytes) : bytes;
    const headers = await this.authorized(body);
    const answer = await this.http.post(headers, body, abort);
    if (answer.status < 200 || answer.status > 299) {
      return outcomeOfStatus(answer);
    }
    const partial = this.partialSuccessOf(answer.body);
    const sent = records.length - unreadable - outdated;
    // JSON may carry the int64 as a string; Math.min reads both.
    const rejected = Math.max(0, Math.min(partial?.rejected ?? 0, sent));
    const reason =
      rejected > 0 ? (partial?.reason ?? 'partial success') : UNREADABLE;
    return outcome({ refused: unreadable + rejected, outdated, reason });
  }

  private json(request: Buffer): Buffer {
    return Buffer.from(JSON.stringify(toJson(request, this.signal.request)));
  }

  private async authorized(
    body: Uint8Array,
  ): Promise<Readonly<Record<string, string>>> {
    const { headers, url, options } = this;
    return (await options.authorize?.({ url, headers, body })) ?? headers;
  }

  /** The status says that the batch was taken: a body that can't be read (a proxy's `OK`) must not send it again. */
  private partialSuccessOf(body: Buffer): PartialSuccess | undefined {
    try {
      return body.byteLength === 0
        ? undefined
        : this.signal.partialSuccess(body, this.protocol);
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.http.close();
  }
}

const UNREADABLE = 'the records could not be encoded';

function outcome({
  refused,
  outdated,
  reason,
}: {
  readonly refused: number;
  readonly outdated: number;
  readonly reason: string;
}): AttemptResult {
  return {
    outcome: 'delivered',
    ...(refused > 0 ? { refused, reason } : {}),
    ...(outdated > 0 ? { outdated } : {}),
  };
}
