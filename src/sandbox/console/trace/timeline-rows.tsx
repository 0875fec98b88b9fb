import { useEffect, useRef } from 'preact/hooks';
import { duration } from '../format/amounts.js';
import { type RowsHandle, VirtualRows } from '../parts/virtual-rows.js';
import { marks, pointed, select, selected } from './selection.js';
import type { TimelineRow, TraceClock } from './timeline.js';

const ROW_HEIGHT = 26;
/** Rows that the list is tall: as many as there are, within these. */
const MIN_ROWS = 3;
const MAX_ROWS = 12;
/** Levels drawn as indentation; deeper ones stand at the last. */
const MAX_INDENT = 12;

/** Operations as bars on the trace's clock. */
export function TimelineRows({
  rows,
  clock,
  vendor,
  label,
}: {
  readonly rows: readonly TimelineRow[];
  readonly clock: TraceClock;
  readonly vendor: 'otlp' | 'xray';
  readonly label: string;
}) {
  const list = useRef<RowsHandle>(null);
  const at = rows.findIndex(({ id }) => id === selected.value);
  useEffect(() => {
    list.current?.show(at);
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row =
      event.key === 'Home'
        ? rows[0]
        : event.key === 'End'
          ? rows.at(-1)
          : step === undefined
            ? undefined
            : rows[Math.max(0, at + step)];
    if (!row) return;
    event.preventDefault();
    select(row.id);
  };
  return (
    <VirtualRows
      handle={list}
      class={`timeline ${vendor}`}
      role="tree"
      label={label}
      items={rows}
      rowHeight={ROW_HEIGHT}
      height={Math.min(MAX_ROWS, Math.max(MIN_ROWS, rows.length)) * ROW_HEIGHT}
      keyOf={({ id }) => id}
      onKeyDown={onKeyDown}
      active={at < 0 ? undefined : rowId(vendor, selected.value ?? '')}
      row={(row) => (
        <Bar key={row.id} row={row} clock={clock} vendor={vendor} />
      )}
    />
  );
}

function rowId(vendor: string, id: string): string {
  return `${vendor}-${id}`;
}

function Bar({
  row,
  clock,
  vendor,
}: {
  readonly row: TimelineRow;
  readonly clock: TraceClock;
  readonly vendor: string;
}) {
  const { id, name, depth, trouble, end, self } = row;
  const length = clock.end - clock.start || 1;
  const left = ((row.start - clock.start) / length) * 100;
  const width = (row.duration / length) * 100;
  const time = end === null ? 'goes on' : duration(row.duration);
  return (
    <div
      id={rowId(vendor, id)}
      class={`operation ${marks(id)} ${trouble === null ? '' : 'failing'}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={selected.value === id}
      data-span={id}
      title={`${name}\n${time}, of that itself ${duration(self)}`}
      onMouseEnter={() => {
        pointed.value = id;
      }}
      onMouseLeave={() => {
        pointed.value = null;
      }}
      onClick={() => select(id)}
    >
      <span
        class="operation-name"
        style={{ paddingLeft: `${Math.min(depth, MAX_INDENT) * 8}px` }}
      >
        {trouble !== null && <b class="trouble">{trouble} </b>}
        {name}
      </span>
      <span class="operation-time">{time}</span>
      <span class="track">
        <span
          class="bar"
          style={{
            left: `${clamp(left)}%`,
            width: `max(2px, ${Math.min(100 - clamp(left), width)}%)`,
          }}
        >
          <span
            class="self"
            style={{
              width: `${row.duration === 0 ? 100 : (self / row.duration) * 100}%`,
            }}
          />
        </span>
      </span>
    </div>
  );
}

function clamp(percent: number): number {
  return Math.min(99.5, Math.max(0, percent));
}
