import type {
  ItemRecord,
  LogEventRecord,
  SegmentRecord,
  SpanRecord,
} from '../store/records.js';

/** What a vendor's console searches. */
export type SearchedRecord =
  SpanRecord | SegmentRecord | LogEventRecord | ItemRecord;

/**
 * A field of a record by the name that its vendor's console has for it: a column of Honeycomb (`trace.trace_id`,
 * `trace.span_id`, `trace.parent_id`, `name`, any attribute of span or resource), a path into a segment document, a field
 * of a log line as Logs Insights discovers it, a path into an occurrence as RQL takes it. Nested objects are reached by
 * dots; a key that has dots itself goes first. Undefined where there is none.
 */
export function recordField(record: SearchedRecord, name: string): unknown {
  switch (record.kind) {
    case 'span': {
      const { traceId, spanId, parentSpanId, attributes } = record.span;
      return valueAt(
        {
          ...record.resource.attributes,
          ...attributes,
          name: record.span.name,
          'trace.trace_id': traceId,
          'trace.span_id': spanId,
          'trace.parent_id': parentSpanId,
        },
        name,
      );
    }
    case 'segment':
      return valueAt(record.document, name);
    case 'logEvent':
      return valueAt(record.fields, name);
    case 'item':
      break;
  }
  return valueAt(record.data, name);
}

function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, path)) return Reflect.get(value, path);
  for (
    let dot = path.indexOf('.');
    dot >= 0;
    dot = path.indexOf('.', dot + 1)
  ) {
    const key = path.slice(0, dot);
    if (Object.hasOwn(value, key)) {
      return valueAt(Reflect.get(value, key), path.slice(dot + 1));
    }
  }
  return undefined;
}
