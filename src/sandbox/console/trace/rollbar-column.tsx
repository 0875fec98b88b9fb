import { titleOf } from '../../insight/error-groups.js';
import { memberOf, textOf } from '../../store/members.js';
import type { ItemRecord } from '../../store/records.js';
import { counted } from '../format/amounts.js';
import { valueText } from '../format/values.js';
import { Fields } from '../parts/fields.js';
import { Empty } from '../parts/teaching.js';
import { Column } from './column.js';
import { Exception } from './exception.js';
import { marks, pointed } from './selection.js';
import type { TraceClock } from './timeline.js';

/** The occurrences of the trace as Rollbar shows them: message, frames, request, person. */
export function RollbarColumn({
  items,
  clock,
}: {
  readonly items: readonly ItemRecord[];
  readonly clock: TraceClock;
}) {
  return (
    <Column
      vendor="rollbar"
      records={items}
      endedAt={clock.end}
      what={counted(items.length, 'occurrence', 'occurrences')}
    >
      {items.length === 0 ? (
        <Empty title="No occurrence">
          <p>As it should be: Rollbar hears of a request only when it fails.</p>
        </Empty>
      ) : (
        <div
          class="occurrences"
          tabIndex={0}
          role="group"
          aria-label="Occurrences in Rollbar"
        >
          {items.map((item) => (
            <Occurrence key={item.uuid} item={item} />
          ))}
        </div>
      )}
    </Column>
  );
}

function Occurrence({ item }: { readonly item: ItemRecord }) {
  const { data, uuid } = item;
  const spanId = textOf(memberOf(data, 'custom', 'span_id'));
  return (
    <article
      class={`occurrence ${marks(spanId)}`}
      data-span={spanId}
      onMouseEnter={() => {
        pointed.value = spanId;
      }}
      onMouseLeave={() => {
        pointed.value = null;
      }}
    >
      <h3>
        <span class={`level ${textOf(data['level']) ?? ''}`}>
          {textOf(data['level'])}
        </span>{' '}
        {titleOf(data).slice(0, 500)}
      </h3>
      {tracesOf(data).map((trace, index) => (
        <Trace
          key={index}
          trace={trace}
          isCause={index > 0}
          root={textOf(memberOf(data, 'server', 'root')) ?? ''}
        />
      ))}
      <Part of={data} name="person" />
      <Part of={data} name="request" />
      <Part of={data} name="custom" />
      <Part of={data} name="server" />
      <Fields
        caption="occurrence"
        of={Object.fromEntries(
          [
            'environment',
            'context',
            'code_version',
            'fingerprint',
            'framework',
            'timestamp',
          ]
            .map((name): [string, unknown] => [name, data[name]])
            .concat([['uuid', uuid]])
            .filter(([, value]) => value !== undefined),
        )}
      />
    </article>
  );
}

function Part({
  of,
  name,
}: {
  readonly of: ItemRecord['data'];
  readonly name: string;
}) {
  const value = of[name];
  return typeof value === 'object' && value !== null ? (
    <Fields caption={name} of={{ ...value }} />
  ) : null;
}

function Trace({
  trace,
  isCause,
  root,
}: {
  readonly trace: unknown;
  readonly isCause: boolean;
  readonly root: string;
}) {
  const given = memberOf(trace, 'frames');
  // Rollbar takes the innermost frame last, and shows it first.
  const frames: unknown[] = Array.isArray(given) ? given.toReversed() : [];
  return (
    <Exception
      type={textOf(memberOf(trace, 'exception', 'class')) ?? ''}
      message={textOf(memberOf(trace, 'exception', 'message')) ?? ''}
      frames={frames.map((frame) => ({
        method: textOf(memberOf(frame, 'method')) ?? 'anonymous',
        file: textOf(memberOf(frame, 'filename')) ?? '',
        line: valueText(memberOf(frame, 'lineno') ?? ''),
      }))}
      root={root}
      isCause={isCause}
    />
  );
}

function tracesOf(data: ItemRecord['data']): unknown[] {
  const chain = memberOf(data, 'body', 'trace_chain');
  if (Array.isArray(chain)) return chain;
  const trace = memberOf(data, 'body', 'trace');
  return trace === undefined ? [] : [trace];
}
