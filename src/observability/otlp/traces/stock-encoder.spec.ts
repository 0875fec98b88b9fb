import {
  JsonTraceSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { toJson } from '../json/to-json.js';
import { TRACES_REQUEST } from '../json/trace-messages.js';
import { decodeRequest } from '../testing/decode-request.js';
import { RandomSpans } from '../testing/random-spans.js';
import { composeTracesRequest } from './compose-traces-request.js';
import { spanCodec } from './span-codec.js';
import { SpanInDelivery } from './span-in-delivery.js';

function inDelivery(spans: readonly ReadableSpan[]): SpanInDelivery[] {
  return spans.map((span) => new SpanInDelivery(span, false));
}

/** Without what protobuf takes for the default anyway. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutDefaults);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value)
    .map(([key, member]) => [key, withoutDefaults(member)] as const)
    .filter(
      ([key, member]) =>
        key.endsWith('Value') ||
        !(
          member === undefined ||
          member === 0 ||
          member === '' ||
          (Array.isArray(member) && member.length === 0) ||
          (key === 'status' && Object.keys(Object(member)).length === 0)
        ),
    );
  return Object.fromEntries(entries);
}

/** Their JSON escapes halves of surrogate pairs, and gives the resource a field that the protocol has beside it. */
function mendTheirs(key: string, value: unknown): unknown {
  if (key === 'resource' && typeof value === 'object' && value !== null) {
    Reflect.deleteProperty(value, 'schemaUrl');
  }
  return typeof value === 'string' ? value.toWellFormed() : value;
}

describe("our encoder and OpenTelemetry's", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'write the same request, seed %i',
    (seed) => {
      const spans = new RandomSpans(seed).many(25);
      const theirs = ProtobufTraceSerializer.serializeRequest(spans);
      expect(decodeRequest(composeTracesRequest(inDelivery(spans)))).toEqual(
        decodeRequest(theirs ?? new Uint8Array()),
      );
    },
  );

  it('write the same request of records that were on disk', () => {
    const spans = new RandomSpans(100).many(50);
    const records = inDelivery(spans).map((record) =>
      spanCodec.decode(spanCodec.encode(record)),
    );
    expect(decodeRequest(composeTracesRequest(records))).toEqual(
      decodeRequest(
        ProtobufTraceSerializer.serializeRequest(spans) ?? new Uint8Array(),
      ),
    );
  });

  it.each([200, 201, 202, 203])('write the same JSON, seed %i', (seed) => {
    const spans = new RandomSpans(seed, false).many(1);
    const theirs = JsonTraceSerializer.serializeRequest(spans);
    const text = Buffer.from(theirs ?? []).toString();
    const mended: unknown = JSON.parse(text, mendTheirs);
    const ours: unknown = JSON.parse(
      JSON.stringify(
        toJson(composeTracesRequest(inDelivery(spans)), TRACES_REQUEST),
      ),
    );
    expect(withoutDefaults(ours)).toEqual(withoutDefaults(mended));
  });
});
