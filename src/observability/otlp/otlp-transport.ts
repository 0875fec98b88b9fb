import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  JsonTraceSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import {
  type AttemptResult,
  HttpPost,
  outcomeOfStatus,
  type Transport,
} from '../delivery/index.js';
import type { OtlpTransportOptions } from './otlp.options.js';

const compress = promisify(gzip);

type PartialSuccess = ReturnType<
  typeof ProtobufTraceSerializer.deserializeResponse
>['partialSuccess'];

/**
 * OTLP over HTTP: one ExportTraceServiceRequest a batch.
 * Source: OpenTelemetry Protocol 1.x, "OTLP/HTTP".
 */
export class OtlpTransport implements Transport<ReadableSpan> {
  private readonly url: URL;
  private readonly http: HttpPost;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly serializer;

  constructor(private readonly options: OtlpTransportOptions) {
    this.url = new URL(options.url);
    this.http = new HttpPost({ url: this.url });
    const json = options.protocol === 'http/json';
    this.serializer = json ? JsonTraceSerializer : ProtobufTraceSerializer;
    this.headers = {
      ...options.headers,
      'content-type': json ? 'application/json' : 'application/x-protobuf',
      ...(options.compression === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
    };
  }

  async send(
    spans: readonly ReadableSpan[],
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    await spans[0]?.resource.waitForAsyncAttributes?.();
    const bytes = this.serializer.serializeRequest([...spans]);
    if (bytes === undefined) {
      return { outcome: 'refused', reason: 'the spans could not be encoded' };
    }
    const body =
      this.options.compression === 'gzip' ? await compress(bytes) : bytes;
    const headers = await this.authorized(body);
    const answer = await this.http.post(headers, body, signal);
    if (answer.status < 200 || answer.status > 299) {
      return outcomeOfStatus(answer);
    }
    const partialSuccess = this.partialSuccessOf(answer.body);
    // JSON may carry the int64 as a string; Math.min reads both.
    const refused = Math.min(partialSuccess?.rejectedSpans ?? 0, spans.length);
    return refused > 0
      ? {
          outcome: 'delivered',
          refused,
          reason: partialSuccess?.errorMessage ?? 'partial success',
        }
      : { outcome: 'delivered' };
  }

  private async authorized(
    body: Uint8Array,
  ): Promise<Readonly<Record<string, string>>> {
    const { headers, url, options } = this;
    return (await options.authorize?.({ url, headers, body })) ?? headers;
  }

  /** The status says that the batch was taken: a body that can't be read (a proxy's `OK`) must not send it again. */
  private partialSuccessOf(body: Buffer): PartialSuccess {
    try {
      return body.byteLength === 0
        ? undefined
        : this.serializer.deserializeResponse(body).partialSuccess;
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.http.close();
  }
}
