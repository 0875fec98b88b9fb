import type { FaultStates } from '../faults/index.js';
import type { SandboxEndpoints } from '../query/query.types.js';
import type { Counts } from '../store/counters.js';
import { type Vendor, VENDORS } from '../store/vendor.js';
import type { RequestSummary } from '../store/views.js';
import { faultForm, faultText } from './fault-forms.js';
import { type Html, html } from './html.js';

/** What the page shows. */
export interface PageContent {
  readonly endpoints: SandboxEndpoints;
  readonly counts: Counts;
  readonly faults: FaultStates;
  /** The latest first. */
  readonly requests: readonly RequestSummary[];
}

const TITLES: Readonly<Record<Vendor, string>> = {
  otlp: 'OTLP (Honeycomb)',
  xray: 'X-Ray',
  cloudwatch: 'CloudWatch Logs',
  rollbar: 'Rollbar',
};

const FIGURES = [
  'requests',
  'records',
  'refused',
  'duplicates',
  'violations',
  'evicted',
] as const;

/** Renders the page; everything received is escaped. */
export function renderPage(content: PageContent): string {
  const { counts, endpoints, faults, requests } = content;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Telemetry sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/page.css" />
        <script type="module" src="/page.js"></script>
      </head>
      <body>
        <header>
          <h1>Telemetry sandbox</h1>
          <p>
            What the stand-ins for the four vendors received, and the switches
            of their faults. <a href="/api/violations">Violations</a>,
            <a href="/api/requests">requests</a>,
            <a href="/api/counts">counts</a>,
            <a href="/api/metrics">metrics</a> and
            <a href="/api/faults">faults</a> as JSON.
          </p>
          <noscript
            ><p>
              Without JavaScript this page shows and cannot switch:
              <code
                >curl -X PUT -H 'content-type: application/json' -d
                '{"type":"refuse"}' ${endpoints.query}/api/faults/all</code
              >
            </p></noscript
          >
          <p>
            <button type="button" id="refresh" disabled>Refresh</button>
            <label
              ><input type="checkbox" id="auto" checked disabled /> every 2
              seconds</label
            >
          </p>
        </header>
        <p id="status" role="status"></p>
        <main>
          <section aria-labelledby="vendors">
            <h2 id="vendors">Vendors</h2>
            <div class="scroll" id="counts" data-live>
              ${vendorTable(counts, endpoints, faults)}
            </div>
          </section>
          <section aria-labelledby="faults">
            <h2 id="faults">Faults</h2>
            <div class="forms">
              ${VENDORS.map((vendor) => faultForm(vendor, TITLES[vendor]))}
              ${faultForm('all', 'all vendors')}
            </div>
          </section>
          <section aria-labelledby="latest">
            <h2 id="latest">Latest requests</h2>
            <div class="scroll" id="requests" data-live>
              ${requestTable(requests)}
            </div>
          </section>
        </main>
      </body>
    </html> `.toString();
}

function vendorTable(
  counts: Counts,
  endpoints: SandboxEndpoints,
  faults: FaultStates,
): Html {
  const addresses: Readonly<Record<Vendor, string>> = {
    otlp: endpoints.otlp,
    xray: `${endpoints.xray} (UDP and TCP)`,
    cloudwatch: endpoints.cloudWatchLogs,
    rollbar: endpoints.rollbar,
  };
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Vendor</th>
        <th scope="col">Listens on</th>
        ${FIGURES.map((figure) => html`<th scope="col">${figure}</th>`)}
        <th scope="col">Fault</th>
      </tr>
    </thead>
    <tbody>
      ${VENDORS.map(
        (vendor) =>
          html`<tr>
            <th scope="row">${TITLES[vendor]}</th>
            <td><code>${addresses[vendor]}</code></td>
            ${FIGURES.map(
              (figure) =>
                html`<td class="number">${counts[vendor][figure]}</td>`,
            )}
            <td id="fault-${vendor}">${faultText(faults[vendor])}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function requestTable(requests: readonly RequestSummary[]): Html {
  if (requests.length === 0) return html`<p>None has arrived yet.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Began</th>
        <th scope="col">Request</th>
        <th scope="col">Status</th>
        <th scope="col">ms</th>
        <th scope="col">Service</th>
        <th scope="col">Arrived at</th>
        <th scope="col">Trace</th>
      </tr>
    </thead>
    <tbody>
      ${requests.map(
        (request) =>
          html`<tr>
            <td>${request.time}</td>
            <td>${request.name}</td>
            <td class="number">${request.status ?? ''}</td>
            <td class="number">${request.durationMs.toFixed(1)}</td>
            <td>${request.service ?? ''}</td>
            <td>
              ${VENDORS.filter((vendor) => request.vendors[vendor]).join(', ')}
            </td>
            <td>
              <a href="/api/traces/${request.traceId}"
                ><code>${request.traceId}</code></a
              >
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
