import { useSignal } from '@preact/signals';
import { count, duration, number, percent } from '../format/amounts.js';
import type { RouteFigures } from './statistics.js';

const COLUMNS: readonly (readonly [keyof RouteFigures, string])[] = [
  ['route', 'Route'],
  ['requests', 'Requests'],
  ['perSecond', 'A second'],
  ['errorShare', 'Errors'],
  ['p50', 'p50'],
  ['p95', 'p95'],
  ['p99', 'p99'],
];

/** Rate, errors and durations by route. */
export function RouteTable({ of }: { readonly of: readonly RouteFigures[] }) {
  const by = useSignal<keyof RouteFigures>('requests');
  const isDown = useSignal(true);
  const rows = of.toSorted(
    (a, b) => compare(a[by.value], b[by.value]) * (isDown.value ? -1 : 1),
  );
  const sort = (column: keyof RouteFigures): void => {
    isDown.value = by.value === column ? !isDown.value : column !== 'route';
    by.value = column;
  };
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="By route">
      <table class="routes">
        <caption class="hidden">Requests by route</caption>
        <thead>
          <tr>
            {COLUMNS.map(([column, name]) => (
              <th
                key={column}
                scope="col"
                aria-sort={
                  by.value !== column
                    ? 'none'
                    : isDown.value
                      ? 'descending'
                      : 'ascending'
                }
              >
                <button type="button" onClick={() => sort(column)}>
                  {name}
                  {by.value === column && (isDown.value ? ' ▾' : ' ▴')}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.route}>
              <th scope="row">
                <a href={hrefOf(row.route)}>{row.route.slice(0, 120)}</a>
              </th>
              <td>{count(row.requests)}</td>
              <td>{number(row.perSecond)}</td>
              <td class={row.errorShare > 0 ? 'error' : ''}>
                {percent(row.errorShare)}
              </td>
              <td>{durationOr(row.p50)}</td>
              <td>{durationOr(row.p95)}</td>
              <td>{durationOr(row.p99)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The list of the requests of a route, or of a name where they have none. */
function hrefOf(route: string): string {
  const [, template] = /^\S+ (\/.*)$/.exec(route) ?? [];
  return `/?${String(
    new URLSearchParams(
      template === undefined ? { q: route } : { route: template },
    ),
  )}`;
}

function durationOr(ms: number | null): string {
  return ms === null ? '–' : duration(ms);
}

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'string' || typeof b === 'string') {
    return String(a).localeCompare(String(b));
  }
  return (a ?? -1) - (b ?? -1);
}
