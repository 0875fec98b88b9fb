import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { type Vendor, VENDORS } from '../store/vendor.js';
import { QueryError } from './query.errors.js';
import type { RecordsAnswer } from './query.types.js';
import { recordField, type SearchedRecord } from './record-field.js';

/** Characters of a field's name and of a value that are read. */
const MAX_LENGTH = 1_000;

const query = z.object({
  vendor: z.enum(VENDORS),
  field: z.string().min(1).max(MAX_LENGTH),
  value: z.string().max(MAX_LENGTH),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** What each console searches. */
const RECORDS: Readonly<
  Record<Vendor, (store: TelemetryStore) => readonly SearchedRecord[]>
> = {
  otlp: (store) => store.spans(),
  xray: (store) => store.segments(),
  cloudwatch: (store) => store.logEvents(),
  rollbar: (store) => store.items(),
};

/** `GET /api/records?vendor=&field=&value=&limit=`: what one vendor's console would find by one field, and nothing of the others. */
export function answerRecords(
  server: FastifyInstance,
  store: TelemetryStore,
): void {
  server.get('/api/records', (request): RecordsAnswer => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      throw new QueryError(
        400,
        'INVALID_INPUT',
        `vendor: one of ${VENDORS.join(', ')}; field: a name; value: a text; limit: 1 to 1000`,
      );
    }
    const { vendor, field, value, limit } = parsed.data;
    return {
      records: RECORDS[vendor](store)
        .filter((record) => isText(recordField(record, field), value))
        .slice(0, limit),
    };
  });
}

/** Whether a field's value reads so; objects and lists never do. */
function isText(found: unknown, text: string): boolean {
  return (
    ['string', 'number', 'boolean'].includes(typeof found) &&
    String(found) === text
  );
}
