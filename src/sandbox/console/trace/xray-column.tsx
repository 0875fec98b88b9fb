import type { XRayEntity } from '../../insight/xray-entities.js';
import type { SegmentRecord, XRaySpanRecord } from '../../store/records.js';
import { firstText, memberOf } from '../../store/members.js';
import { statusOf } from '../../store/request-facts.js';
import { counted, duration } from '../format/amounts.js';
import { valueText } from '../format/values.js';
import { Fields } from '../parts/fields.js';
import { Empty } from '../parts/teaching.js';
import { Column } from './column.js';
import { Exception, type Frame } from './exception.js';
import { selected } from './selection.js';
import { TimelineRows } from './timeline-rows.js';
import type { ToldTrace } from './told-trace.js';

/** What X-Ray shows of a segment beside its place on the timeline, in its own words. */
const PARTS = [
  'http',
  'sql',
  'annotations',
  'metadata',
  'aws',
  'service',
] as const;
const SHOWN: ReadonlySet<string> = new Set([
  ...PARTS,
  'cause',
  'id',
  'name',
  'start_time',
  'end_time',
  'trace_id',
  'parent_id',
]);

/** The trace as X-Ray shows it: segments and subsegments on a timeline, and what the chosen one says. */
export function XRayColumn({
  segments,
  spans,
  told: { clock, entities, segments: rows },
}: {
  readonly segments: readonly SegmentRecord[];
  /** Spans that came by OTLP in place of documents. */
  readonly spans: readonly XRaySpanRecord[];
  readonly told: ToldTrace;
}) {
  const chosen = rows.find(({ id }) => id === selected.value) ?? rows[0];
  const entity = chosen && entities.get(chosen.id);
  const span = spans.find((record) => record.span.spanId === chosen?.id)?.span;
  return (
    <Column
      vendor="xray"
      records={[...segments, ...spans]}
      endedAt={clock.end}
      what={counted(segments.length + spans.length, 'document', 'documents')}
    >
      {!chosen ? (
        <Empty title="No segment arrived">
          <p>
            X-Ray’s documents come by UDP, and one that is lost is not sent
            again. A request that was not sampled has none.
          </p>
        </Empty>
      ) : (
        <>
          <TimelineRows
            rows={rows}
            clock={clock}
            vendor="xray"
            label="Segments in X-Ray"
          />
          <div class="details" tabIndex={0} role="group" aria-label="Segment">
            <h3>{chosen.name}</h3>
            <p class="facts">
              {entity
                ? `${entity.isSegment ? 'segment' : 'subsegment'} · ${statusOf(entity.fields)}`
                : 'span'}{' '}
              ·{' '}
              {chosen.end === null ? 'in progress' : duration(chosen.duration)}
            </p>
            {entity && <Entity of={entity} />}
            {span && <Fields caption="Attributes" of={span.attributes} />}
          </div>
        </>
      )}
    </Column>
  );
}

function Entity({ of: { fields } }: { readonly of: XRayEntity }) {
  const others = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !SHOWN.has(name)),
  );
  return (
    <>
      <Cause of={fields['cause']} />
      {PARTS.map((part) => {
        const value = fields[part];
        return (
          <Fields
            key={part}
            caption={part}
            of={
              typeof value === 'object' && value !== null
                ? { ...value }
                : value === undefined
                  ? {}
                  : { [part]: value }
            }
          />
        );
      })}
      <Fields caption="other" of={others} />
    </>
  );
}

/** The exceptions of a segment; a cause told elsewhere is named by that exception's id. */
function Cause({ of }: { readonly of: unknown }) {
  if (typeof of === 'string') return <Fields caption="cause" of={{ id: of }} />;
  const given = memberOf(of, 'exceptions');
  const exceptions: unknown[] = Array.isArray(given) ? given : [];
  const root = firstText(memberOf(of, 'working_directory')) ?? '';
  return (
    <>
      {exceptions.map((exception, index) => (
        <Exception
          key={index}
          type={firstText(memberOf(exception, 'type')) ?? ''}
          message={firstText(memberOf(exception, 'message')) ?? ''}
          frames={framesOf(exception)}
          root={root}
          isCause={index > 0}
        />
      ))}
    </>
  );
}

function framesOf(exception: unknown): Frame[] {
  const stack = memberOf(exception, 'stack');
  const frames: unknown[] = Array.isArray(stack) ? stack : [];
  return frames.map((frame) => ({
    method: firstText(memberOf(frame, 'label')) ?? 'anonymous',
    file: firstText(memberOf(frame, 'path')) ?? '',
    line: valueText(memberOf(frame, 'line') ?? ''),
  }));
}
