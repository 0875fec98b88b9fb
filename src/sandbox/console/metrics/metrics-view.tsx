import { useSignal } from '@preact/signals';
import type { MetricSeries } from '../../store/metric-history.js';
import type { MetricHistoryAnswer } from '../../query/query.types.js';
import { bytes, count, duration, number } from '../format/amounts.js';
import { ago } from '../format/times.js';
import { valueText } from '../format/values.js';
import { Filters, TextFilter } from '../parts/filters.js';
import { Sparkline } from '../parts/sparkline.js';
import { Empty, Failure } from '../parts/teaching.js';
import { useAnswer } from '../parts/use-answer.js';
import { now } from '../state/now.js';
import { search } from '../state/route.js';

/** Series drawn of one metric before all are asked for, and then at most. */
const FEW_SERIES = 5;
const MAX_SERIES = 200;

/** The metrics received, each over its last exports. */
export function MetricsView() {
  const { answer, problem } = useAnswer<MetricHistoryAnswer>(
    '/api/metrics/history',
    true,
  );
  const text = (search.value.get('q') ?? '').toLowerCase();
  const all = Map.groupBy(answer?.series ?? [], ({ name }) => name);
  const shown = [...all]
    .filter(([name]) => name.toLowerCase().includes(text))
    .toSorted(([a], [b]) => a.localeCompare(b));
  return (
    <div class="metrics-view">
      <div class="view-head">
        <h1 tabIndex={-1}>Metrics</h1>
        <p class="summary">{count(all.size)} metrics</p>
      </div>
      <Filters>
        <TextFilter name="q" label="Name" />
      </Filters>
      {problem !== undefined && <Failure message={problem} />}
      {answer && all.size === 0 && (
        <Empty title="No metric has arrived">
          <p>
            An application exports its metrics every few seconds to the sandbox,
            else every minute; <code>OTEL_METRIC_EXPORT_INTERVAL</code> says how
            often.
          </p>
        </Empty>
      )}
      <div class="metrics">
        {shown.map(([name, series]) => (
          <Metric key={name} name={name} series={series} />
        ))}
      </div>
    </div>
  );
}

function Metric({
  name,
  series,
}: {
  readonly name: string;
  readonly series: readonly MetricSeries[];
}) {
  const isOpen = useSignal(false);
  const [first] = series;
  const shown = series.slice(0, isOpen.value ? MAX_SERIES : FEW_SERIES);
  return (
    <section class="metric" aria-label={name}>
      <h2>{name}</h2>
      <p class="summary">
        {first?.type}
        {first?.unit && `, ${first.unit}`}
        {first?.description && ` · ${first.description}`}
      </p>
      <ul>
        {shown.map((one) => (
          <Series key={JSON.stringify(one.attributes)} of={one} />
        ))}
      </ul>
      {shown.length < series.length && (
        <button
          type="button"
          onClick={() => {
            isOpen.value = true;
          }}
        >
          {count(series.length - shown.length)} more
          <span class="hidden"> of {name}</span>
        </button>
      )}
    </section>
  );
}

function Series({ of }: { readonly of: MetricSeries }) {
  const { attributes, points, last } = of;
  const latest = points.at(-1);
  const words = Object.entries(attributes)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(' ');
  const shown = latest === undefined ? '–' : valueOf(of, latest[1]);
  return (
    <li>
      <span class="series-name">{words || of.service}</span>
      <Sparkline
        values={points.map(([, value]) => value)}
        label={`the last ${points.length} values of ${words || of.name}`}
      />
      <b class="series-value">{shown}</b>
      <span class="summary">
        {last &&
          last.count > 0 &&
          `mean ${inUnit(of.unit, last.sum / last.count)}, `}
        {latest && ago(latest[0], now.value)}
      </span>
    </li>
  );
}

/** A histogram's point is a count, whatever its unit. */
function valueOf({ unit, last }: MetricSeries, value: number): string {
  return last ? `${count(value)} ×` : inUnit(unit, value);
}

function inUnit(unit: string, value: number): string {
  switch (unit) {
    case 'By':
      return bytes(value);
    case 's':
      return duration(value * 1_000);
    case 'ms':
      return duration(value);
    default:
      return number(value);
  }
}
