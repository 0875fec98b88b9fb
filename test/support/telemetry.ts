import type { TraceView } from '../../src/sandbox/store/views.js';
import type { TestApp } from './start-app.js';

/** A response together with the trace id that the API gave it. */
interface TracedResponse {
  readonly response: Response;
  readonly body: string;
  readonly traceId: string;
}

export async function call(
  app: Pick<TestApp, 'url'>,
  path: string,
  init?: RequestInit,
): Promise<TracedResponse> {
  const response = await fetch(`${app.url}${path}`, init);
  const traceparent = response.headers.get('traceparent') ?? '';
  return {
    response,
    body: await response.text(),
    traceId: traceparent.split('-')[1] ?? '',
  };
}

const VENDORS = ['otlp', 'xray', 'cloudwatch', 'rollbar'] as const;

/** Which vendors must have something of a trace before it counts as arrived. */
type Arrival = Partial<Record<(typeof VENDORS)[number], number>>;

/**
 * Asks the sandbox's query API until a trace has arrived.
 *
 * @param arrival records each vendor must have at least
 * @throws Error with what is there, after 10 seconds
 */
export async function arrivedTrace(
  queryUrl: string,
  traceId: string,
  arrival: Arrival = { otlp: 1, xray: 1, cloudwatch: 1 },
): Promise<TraceView> {
  const until = Date.now() + 10_000;
  let last = 'nothing';
  while (Date.now() < until) {
    const response = await fetch(`${queryUrl}/api/traces/${traceId}`);
    if (response.ok) {
      const view: TraceView = JSON.parse(await response.text());
      const counts = {
        otlp: view.otlp.spans.length,
        xray: view.xray.segments.length,
        cloudwatch: view.cloudwatch.events.length,
        rollbar: view.rollbar.items.length,
      };
      if (VENDORS.every((vendor) => counts[vendor] >= (arrival[vendor] ?? 0))) {
        return view;
      }
      last = JSON.stringify(counts);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    `Trace ${traceId} did not arrive: wanted ${JSON.stringify(arrival)}, there is ${last}`,
  );
}
