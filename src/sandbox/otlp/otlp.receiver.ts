import {
  bodyOf,
  type WireRequest,
  type WireResponse,
} from '../listener/http-listener.js';
import type { Arrival } from '../store/payload.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { respond, responseBody, toRefusal } from './answers.js';
import {
  CONTENT_TYPES,
  decodeBody,
  encodingOf,
  MAX_BODY_BYTES,
  type OtlpEncoding,
} from './body.js';
import { LOGS } from './logs.signal.js';
import { METRICS } from './metrics.signal.js';
import { OtlpRefusal, rpcCodeOf } from './refusal.js';
import { TRACES } from './traces.signal.js';

const SIGNALS = new Map([TRACES, METRICS, LOGS].map((s) => [s.path, s]));
const API_KEY_HEADER = 'x-honeycomb-team';

/**
 * An OTLP/HTTP endpoint as Honeycomb offers it: traces, metrics and logs, in
 * protobuf or JSON, plain or gzip, for whoever names an API key. Requests that
 * cannot be read are refused with a `google.rpc.Status`; single records that
 * Honeycomb would not store are turned away by a partial success.
 */
export class OtlpReceiver {
  /** Largest body to read. */
  readonly maxBodyBytes = MAX_BODY_BYTES;
  readonly #store: TelemetryStore;

  constructor(store: TelemetryStore) {
    this.#store = store;
  }

  /** Answers one request. */
  readonly handle = async (request: WireRequest): Promise<WireResponse> => {
    const arrival = this.#store.receive('otlp', bodyOf(request, true));
    const encoding = encodingOf(request.headers['content-type']);
    try {
      return await this.#accept(request, arrival, encoding);
    } catch (error) {
      const refusal = toRefusal(error);
      this.#store.countRefused('otlp');
      this.#store.violate(
        'otlp',
        [{ rule: refusal.rule, message: refusal.message, refused: true }],
        `${request.method} ${request.path} (${request.headers['content-type'] ?? 'no content type'}, ${request.wireBytes} bytes)`,
      );
      return {
        ...respond(refusal.status, encoding ?? 'json', 'RpcStatus', {
          code: rpcCodeOf(refusal.status),
          message: refusal.message,
        }),
      };
    }
  };

  async #accept(
    request: WireRequest,
    arrival: Arrival,
    encoding: OtlpEncoding | undefined,
  ): Promise<WireResponse> {
    const signal = SIGNALS.get(request.path);
    if (!signal) {
      throw new OtlpRefusal(
        404,
        'request.path',
        `There is nothing at ${request.path.slice(0, 200)}; OTLP goes to ${[...SIGNALS.keys()].join(', ')}.`,
      );
    }
    if (request.method !== 'POST') {
      throw new OtlpRefusal(
        405,
        'request.method',
        `${request.method} is not allowed; OTLP is sent by POST.`,
      );
    }
    if (!encoding) {
      throw new OtlpRefusal(
        415,
        'request.content-type',
        `The content type must be ${CONTENT_TYPES.protobuf} or ${CONTENT_TYPES.json}.`,
      );
    }
    const key = request.headers[API_KEY_HEADER];
    if (typeof key !== 'string' || key.trim() === '') {
      throw new OtlpRefusal(
        401,
        'request.api-key',
        `The ${API_KEY_HEADER} header is missing or empty.`,
      );
    }
    const decoded = await decodeBody(request, encoding, signal);
    const outcome = signal.accept(decoded, arrival, this.#store);
    if (outcome.rejected > 0) {
      this.#store.countRefused('otlp', outcome.rejected);
    }
    return respond(
      200,
      encoding,
      signal.responseMessage,
      responseBody(signal, outcome),
    );
  }
}
