import type { Contrast, Region, RegionAnswer } from '../../insight/region.js';
import type { RequestSummary } from '../../store/views.js';
import { count, duration, percent } from '../format/amounts.js';
import { timeOfDay } from '../format/times.js';
import { useAnswer } from '../parts/use-answer.js';
import { hrefOf, keyOf, statusClass } from '../requests/request-row.js';
import { isRequestInRegion } from './heat.js';

/** Requests of a region that are listed. */
const MAX_LISTED = 50;

/** What is in a region, and what sets it apart from the rest. */
export function RegionPanel({
  requests,
  region,
  onClear,
}: {
  readonly requests: readonly RequestSummary[];
  readonly region: Region;
  readonly onClear: () => void;
}) {
  const { answer } = useAnswer<RegionAnswer>(
    `/api/region?${String(
      new URLSearchParams(
        Object.entries(region).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
      ),
    )}`,
  );
  const inside = requests.filter((request) =>
    isRequestInRegion(request, region),
  );
  return (
    <section class="region" aria-label="The region">
      <div class="view-head">
        <h3>{count(inside.length)} requests in the region</h3>
        <button type="button" onClick={onClear}>
          Clear the region
        </button>
      </div>
      <div class="region-parts">
        <div>
          <h4>More common inside than outside</h4>
          {answer && answer.contrasts.length === 0 ? (
            <p class="summary">
              Nothing: by its attributes the region is like the rest.
            </p>
          ) : (
            <ul class="contrasts">
              {answer?.contrasts.map((contrast) => (
                <ContrastRow
                  key={`${contrast.key} ${contrast.value}`}
                  of={contrast}
                />
              ))}
            </ul>
          )}
        </div>
        <div>
          <h4>Its requests</h4>
          <ol class="region-requests">
            {inside.slice(0, MAX_LISTED).map((request) => (
              <li key={keyOf(request)}>
                <a href={hrefOf(request)}>
                  {timeOfDay(request.time)} {request.name.slice(0, 80)}
                </a>{' '}
                <b class={statusClass(request)}>{request.status}</b>{' '}
                {duration(request.durationMs ?? 0)}
              </li>
            ))}
          </ol>
          {inside.length > MAX_LISTED && (
            <p class="summary">and {count(inside.length - MAX_LISTED)} more</p>
          )}
        </div>
      </div>
    </section>
  );
}

function ContrastRow({
  of: { key, value, inside, outside },
}: {
  readonly of: Contrast;
}) {
  return (
    <li>
      <p>
        <code>{key}</code> = <b>{value}</b>
      </p>
      <Share of={inside} where="inside" />
      <Share of={outside} where="outside" />
    </li>
  );
}

function Share({
  of,
  where,
}: {
  readonly of: number;
  readonly where: 'inside' | 'outside';
}) {
  return (
    <p class={`share ${where}`}>
      <span class="share-track">
        <span class="share-bar" style={{ width: `${of * 100}%` }} />
      </span>
      {percent(of)} {where}
    </p>
  );
}
