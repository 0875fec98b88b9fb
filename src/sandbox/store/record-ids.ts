import { memberOf } from './members.js';
import type { TelemetryRecord } from './records.js';

/** What kind of id a text is, for a person. */
export type IdKind = 'span id' | 'Rollbar uuid' | 'request id';

/** Names under which a request's own id is told: attributes of spans, fields of log lines, headers. */
const REQUEST_ID_NAMES = [
  'request_id',
  'request.id',
  'http.request.id',
  'aws.request_id',
  'x-request-id',
  'X-Request-Id',
  'http.request.header.x-request-id',
];

/** Ids of subsegments read of one document. */
const MAX_SUBSEGMENTS = 10_000;

/** The ids by which a record can be found, beside its trace's. */
export function idsOf(record: TelemetryRecord): [id: string, kind: IdKind][] {
  switch (record.kind) {
    case 'span':
    case 'xraySpan':
      return [
        [record.span.spanId, 'span id'],
        ...uuidsIn(record.span.attributes['rollbar.uuid']),
        ...requestIdsIn(record.span.attributes),
      ];
    case 'segment':
      return [
        ...subsegmentIds(record.document),
        ...requestIdsIn(memberOf(record.document, 'aws')),
      ];
    case 'logEvent':
      return requestIdsIn(record.fields);
    case 'log':
      return requestIdsIn(record.log.attributes);
    case 'item':
      return [
        [record.uuid, 'Rollbar uuid'],
        ...requestIdsIn(memberOf(record.data, 'request', 'headers')),
        ...requestIdsIn(memberOf(record.data, 'custom')),
      ];
    default:
      return [];
  }
}

/** The form in which an id is kept and looked up: without dashes, in lower case. */
export function normalizedId(id: string): string {
  return id.trim().replaceAll('-', '').toLowerCase();
}

function uuidsIn(value: unknown): [string, IdKind][] {
  return typeof value === 'string' && value !== ''
    ? [[value, 'Rollbar uuid']]
    : [];
}

function requestIdsIn(fields: unknown): [string, IdKind][] {
  return REQUEST_ID_NAMES.flatMap((name): [string, IdKind][] => {
    const value = memberOf(fields, name);
    const id: unknown = Array.isArray(value) ? value[0] : value;
    return typeof id === 'string' && id !== '' && id.length <= 200
      ? [[id, 'request id']]
      : [];
  });
}

function subsegmentIds(document: unknown): [string, IdKind][] {
  const ids: [string, IdKind][] = [];
  const pending: unknown[] = [document];
  while (pending.length > 0 && ids.length < MAX_SUBSEGMENTS) {
    const entity = pending.pop();
    const id = memberOf(entity, 'id');
    if (typeof id === 'string') ids.push([id, 'span id']);
    const inner = memberOf(entity, 'subsegments');
    if (Array.isArray(inner)) pending.push(...inner);
  }
  return ids;
}
