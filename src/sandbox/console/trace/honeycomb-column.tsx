import type { SpanRecord } from '../../store/records.js';
import { counted, duration } from '../format/amounts.js';
import { Fields } from '../parts/fields.js';
import { Empty } from '../parts/teaching.js';
import { Column } from './column.js';
import { selected } from './selection.js';
import { TimelineRows } from './timeline-rows.js';
import type { ToldTrace } from './told-trace.js';

/** OTLP's names of the span kinds, by number (`trace.proto`). */
const KINDS = [
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
];

/** The trace as Honeycomb shows it: a waterfall with self times, and the chosen span's attributes. */
export function HoneycombColumn({
  spans,
  told: { clock, spans: rows },
}: {
  readonly spans: readonly SpanRecord[];
  readonly told: ToldTrace;
}) {
  const record =
    spans.find(({ span }) => span.spanId === selected.value) ??
    spans.find(({ span }) => span.spanId === rows[0]?.id);
  const row = rows.find(({ id }) => id === record?.span.spanId);
  return (
    <Column
      vendor="otlp"
      records={spans}
      endedAt={clock.end}
      what={counted(spans.length, 'span', 'spans')}
    >
      {!record || !row ? (
        <Empty title="No span arrived">
          <p>
            Either the request is still under way, it was not sampled, or the
            way to Honeycomb is broken: see <a href="/wires">Wires</a>.
          </p>
        </Empty>
      ) : (
        <>
          <TimelineRows
            rows={rows}
            clock={clock}
            vendor="otlp"
            label="Spans in Honeycomb"
          />
          <div class="details" tabIndex={0} role="group" aria-label="Span">
            <h3>{record.span.name}</h3>
            <p class="facts">
              {KINDS[record.span.kind] ?? record.span.kind} ·{' '}
              {duration(row.duration)}, itself {duration(row.self)} · began{' '}
              {duration(row.start - clock.start)} in
              {record.span.status.message && ` · ${record.span.status.message}`}
            </p>
            <Fields caption="Attributes" of={record.span.attributes} />
            {record.span.events.map((event, index) => (
              <Fields
                key={index}
                caption={`Event ${event.name}`}
                of={{ time: event.timeUnixNano, ...event.attributes }}
              />
            ))}
            {record.span.links.map((link, index) => (
              <Fields
                key={index}
                caption="Link"
                of={{
                  'trace id': link.traceId,
                  'span id': link.spanId,
                  ...link.attributes,
                }}
              />
            ))}
            <Fields caption="Resource" of={record.resource.attributes} />
          </div>
        </>
      )}
    </Column>
  );
}
