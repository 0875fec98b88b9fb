import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { RandomSpans } from '../../../src/observability/otlp/testing/random-spans.js';
import { countSpans } from './count-spans.js';

describe('countSpans', () => {
  it.each([0, 1, 7, 200])('counts %i spans of whatever content', (count) => {
    const spans = new RandomSpans(count).many(count);
    const request = ProtobufTraceSerializer.serializeRequest(spans);
    expect(countSpans(request ?? new Uint8Array())).toBe(count);
  });
});
