import { AwsError, checkSignature } from '../aws/index.js';
import type { WireRequest, WireResponse } from '../listener/http-listener.js';
import {
  decodeBody,
  encodingOf,
  OtlpRefusal,
  respond,
  responseBody,
  rpcCodeOf,
  toRefusal,
  XRAY_TRACES,
} from '../otlp/index.js';
import type { Arrival } from '../store/payload.js';
import type { TelemetryStore } from '../store/telemetry-store.js';

/** Source of all three: Amazon CloudWatch user guide, "OTLP Endpoint", limits of the traces endpoint. */
export const MAX_OTLP_BYTES = 5 * 1024 * 1024;
const MAX_SPANS = 10_000;
const MAX_SPAN_BYTES = 200 * 1024;

/**
 * X-Ray's own OTLP endpoint, the way to the service without a daemon: signed requests (SigV4, service `xray`) with traces
 * in protobuf or JSON.
 */
export async function takeXRayOtlp(
  request: WireRequest,
  arrival: Arrival,
  store: TelemetryStore,
): Promise<WireResponse> {
  const encoding = encodingOf(request.headers['content-type']);
  try {
    if (!encoding) {
      throw new OtlpRefusal(
        415,
        'otlp.content-type',
        'The content type must be application/x-protobuf or application/json.',
      );
    }
    checkSignature(request.headers, 'xray');
    if (request.wireBytes > MAX_OTLP_BYTES) {
      throw new OtlpRefusal(413, 'otlp.bytes', 'A request has at most 5 MB.');
    }
    const decoded = await decodeBody(request, encoding, XRAY_TRACES);
    checkSpans(decoded);
    const outcome = XRAY_TRACES.accept(decoded, arrival, store);
    store.countRefused('xray', outcome.rejected);
    return respond(
      200,
      encoding,
      XRAY_TRACES.responseMessage,
      responseBody(XRAY_TRACES, outcome),
    );
  } catch (error) {
    const refusal =
      error instanceof AwsError
        ? new OtlpRefusal(403, error.rule, error.message)
        : toRefusal(error);
    store.countRefused('xray');
    store.violate(
      'xray',
      [{ rule: refusal.rule, message: refusal.message, refused: true }],
      `${request.method} ${request.path} (${String(request.wireBytes)} bytes)`,
    );
    return respond(refusal.status, encoding ?? 'json', 'RpcStatus', {
      code: rpcCodeOf(refusal.status),
      message: refusal.message,
    });
  }
}

/** What the endpoint counts before it reads the spans themselves. */
function checkSpans(decoded: unknown): void {
  const spans = listsIn(listsIn([decoded], 'resourceSpans'), 'scopeSpans');
  const all = listsIn(spans, 'spans');
  if (all.length > MAX_SPANS) {
    throw new OtlpRefusal(
      400,
      'otlp.spans',
      'A request has at most 10,000 spans.',
    );
  }
  // JSON is somewhat larger than protobuf: a span just below the limit may be told to be above it.
  if (all.some((span) => JSON.stringify(span).length > MAX_SPAN_BYTES)) {
    throw new OtlpRefusal(400, 'otlp.span-bytes', 'A span has at most 200 KB.');
  }
}

function listsIn(objects: readonly unknown[], name: string): unknown[] {
  return objects.flatMap((object): unknown[] => {
    const list: unknown =
      typeof object === 'object' && object !== null
        ? Reflect.get(object, name)
        : undefined;
    return Array.isArray(list) ? list : [];
  });
}
