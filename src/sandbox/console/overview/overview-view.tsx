import type { Region } from '../../insight/region.js';
import { count, number, percent, shortDuration } from '../format/amounts.js';
import { LineChart } from '../parts/line-chart.js';
import { Empty } from '../parts/teaching.js';
import { now } from '../state/now.js';
import { allRequests } from '../state/requests.js';
import { search, setSearch } from '../state/route.js';
import { HeatMap } from './heat-map.js';
import { RegionForm } from './region-form.js';
import { RegionPanel } from './region-panel.js';
import { RouteTable } from './route-table.js';
import { ServiceMap } from './service-map.js';
import {
  figuresByRoute,
  type TimeWindow,
  trendOf,
  within,
} from './statistics.js';

/** Windows to look through, by the name that stands in the address; milliseconds. */
const WINDOWS = {
  '1m': { name: '1 minute', ms: 60_000 },
  '5m': { name: '5 minutes', ms: 300_000 },
  '15m': { name: '15 minutes', ms: 900_000 },
  all: { name: 'all', ms: Infinity },
} as const;
/** Shown before the first request, milliseconds. */
const MARGIN_MS = 2_000;
type WindowName = keyof typeof WINDOWS;

/** How all requests do: rate, errors, durations, the map of services. */
export function OverviewView() {
  const name = windowName();
  const window = windowOf(name);
  const requests = within(allRequests.value, window);
  const trend = trendOf(requests, window);
  const region = regionIn(search.value);
  const failed = requests.filter(({ error }) => error).length;
  return (
    <div class="overview-view">
      <div class="view-head">
        <h1 tabIndex={-1}>Overview</h1>
        <p class="summary">
          {count(requests.length)} requests,{' '}
          {percent(requests.length === 0 ? 0 : failed / requests.length)} failed
        </p>
        <label class="window">
          Time
          <select
            value={name}
            onChange={({ currentTarget }) =>
              setSearch({ window: currentTarget.value })
            }
          >
            {Object.entries(WINDOWS).map(([id, of]) => (
              <option key={id} value={id}>
                {of.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {allRequests.value.length === 0 ? (
        <Empty title="No request has arrived yet">
          <p>
            Send a burst under <a href="/try">Try it</a>.
          </p>
        </Empty>
      ) : (
        <>
          <div class="charts">
            <LineChart
              label="Requests a second"
              times={trend.times}
              lines={[
                {
                  label: 'requests a second',
                  colour: 'bar-self',
                  values: trend.perSecond,
                },
              ]}
              format={number}
            />
            <LineChart
              label="Share of failures"
              times={trend.times}
              lines={[
                {
                  label: 'failed',
                  colour: 'error',
                  values: trend.errorShare,
                },
              ]}
              format={percent}
            />
            <LineChart
              label="Duration"
              times={trend.times}
              lines={[
                { label: 'p50', colour: 'bar-self', values: trend.p50 },
                { label: 'p95', colour: 'warn', values: trend.p95 },
                { label: 'p99', colour: 'xray', values: trend.p99 },
              ]}
              format={shortDuration}
            />
          </div>
          <section class="panel" aria-label="Latency">
            <HeatMap
              requests={requests}
              window={window}
              region={region}
              onRegion={setRegion}
            />
            <RegionForm window={window} onRegion={setRegion} />
            {region && (
              <RegionPanel
                requests={requests}
                region={region}
                onClear={clearRegion}
              />
            )}
          </section>
          <section class="panel" aria-labelledby="routes">
            <h2 id="routes">Routes</h2>
            <RouteTable of={figuresByRoute(requests, window)} />
          </section>
        </>
      )}
      <section class="panel" aria-labelledby="map">
        <h2 id="map">Services</h2>
        <ServiceMap />
      </section>
    </div>
  );
}

function windowName(): WindowName {
  const given = search.value.get('window');
  return given === '1m' || given === '15m' || given === 'all' ? given : '5m';
}

function windowOf(name: WindowName): TimeWindow {
  const to = now.value;
  const first = allRequests.value.at(-1)?.time;
  // No longer than there is something to see.
  const begun = (first === undefined ? to : Date.parse(first)) - MARGIN_MS;
  return { from: Math.max(begun, to - WINDOWS[name].ms), to };
}

function regionIn(params: URLSearchParams): Region | undefined {
  const [fromMs, toMs, minDurationMs, maxDurationMs] = [
    'from',
    'to',
    'min',
    'max',
  ].map((name) => {
    const text = params.get(name);
    return text === null ? NaN : Number(text);
  });
  const region = {
    fromMs: fromMs ?? NaN,
    toMs: toMs ?? NaN,
    minDurationMs: minDurationMs ?? NaN,
    maxDurationMs: maxDurationMs ?? NaN,
  };
  return Object.values(region).some(Number.isNaN) ? undefined : region;
}

function setRegion(region: Region): void {
  setSearch({
    from: String(region.fromMs),
    to: String(region.toMs),
    min: String(region.minDurationMs),
    max: String(region.maxDurationMs),
  });
}

function clearRegion(): void {
  setSearch({ from: '', to: '', min: '', max: '' });
}
