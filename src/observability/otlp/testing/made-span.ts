import {
  type HrTime,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

export const madeResource = resourceFromAttributes(
  { 'service.name': 'cruddur', 'process.pid': 4711 },
  { schemaUrl: 'https://opentelemetry.io/schemas/1.45.0' },
);

export const madeScope = { name: 'cruddur', version: '1.0.0' };

/** A span as a recorder hands it on; what is given stands in for what it would have. */
export function madeSpan(given: Partial<ReadableSpan> = {}): ReadableSpan {
  const startTime: HrTime = [1_732_570_000, 123_456_789];
  return {
    name: 'GET /api/activities/home',
    kind: SpanKind.SERVER,
    spanContext: () => ({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: TraceFlags.SAMPLED,
    }),
    startTime,
    endTime: [1_732_570_001, 999_999_999],
    status: { code: SpanStatusCode.UNSET },
    attributes: { 'http.route': '/api/activities/home' },
    links: [],
    events: [],
    duration: [0, 5_000_000],
    ended: true,
    resource: madeResource,
    instrumentationScope: madeScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    ...given,
  };
}
