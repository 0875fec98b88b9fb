import type {
  RequestsAnswer,
  TraceAnswer,
  TraceView,
} from '../../src/sandbox/index.js';
import { ArrivedTrace } from './arrived-trace.js';
import { textOf } from './field.js';
import { xrayEntities } from './xray-entities.js';

/** Longest wait for a trace, in milliseconds. */
const DEADLINE_MS = 10_000;
/** Longest wait for X-Ray to have of a trace what Honeycomb has, and standard output what CloudWatch has, in milliseconds; it may never be so. */
const SETTLED_MS = 1000;
const PAUSE_MS = 5;
/** Requests looked through for one that is known by a part of its URL. */
const LATEST = 100;

/** Records each vendor must have of a trace before it counts as arrived. */
export interface Arrival {
  /** @default 1 */
  readonly spans?: number;
  /** Documents sent to X-Ray. @default 1 */
  readonly documents?: number;
  /** @default 1 */
  readonly lines?: number;
  /** @default 0 */
  readonly items?: number;
}

/** Where the telemetry of a test's application goes, and what hurries it. */
export interface TraceSource {
  /** Origin of the sandbox's query API. */
  readonly queryUrl: string;
  /** Delivers what waits for its batch to fill. */
  flush(): Promise<unknown>;
  /** Standard output, parsed. */
  lines(): Lines;
}

type Lines = readonly Readonly<Record<string, unknown>>[];

/** Asks the sandbox for traces until they have arrived. */
export class TraceReader {
  constructor(private readonly source: TraceSource) {}

  /**
   * A trace, once its server span and all that `arrival` asks for is there.
   *
   * @throws Error with what has arrived, after 10 seconds
   */
  async read(traceId: string, arrival: Arrival = {}): Promise<ArrivedTrace> {
    let last: TraceView | undefined;
    const whole = await this.until(async () => {
      last = await this.view(traceId);
      return last !== undefined && isWhole(last, arrival);
    });
    if (!whole || last === undefined) {
      const there = last === undefined ? 'nothing' : String(this.arrived(last));
      throw new Error(
        `Trace ${traceId} has not arrived with ${JSON.stringify(arrival)}, there is ${there}`,
      );
    }
    // What was told of the request together with its end is on its way by now; datagrams and written lines take a moment longer.
    let view = last;
    await this.until(async () => {
      view = (await this.view(traceId)) ?? view;
      return isEven(view, this.linesOf(view));
    }, SETTLED_MS);
    return this.arrived(view);
  }

  /**
   * The trace of a request that got no answer, by a part of its path or query that no other request has.
   *
   * @throws Error after 10 seconds
   */
  async find(marker: string, arrival: Arrival = {}): Promise<ArrivedTrace> {
    let traceId = '';
    const found = await this.until(async () => {
      for (const request of await this.latest()) {
        const view = await this.view(request.traceId);
        if (view !== undefined && isAskedAt(view, marker)) {
          traceId = request.traceId;
          return true;
        }
      }
      return false;
    });
    if (!found) {
      throw new Error(`No request with ${marker} in its URL has arrived`);
    }
    return this.read(traceId, arrival);
  }

  private async until(
    condition: () => Promise<boolean>,
    deadlineMs = DEADLINE_MS,
  ): Promise<boolean> {
    const end = Date.now() + deadlineMs;
    for (;;) {
      await this.source.flush();
      if (await condition()) {
        return true;
      }
      if (Date.now() > end) {
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private arrived(view: TraceView): ArrivedTrace {
    return new ArrivedTrace(view, this.linesOf(view));
  }

  private linesOf({ traceId }: TraceView): Lines {
    return this.source.lines().filter((line) => line['trace_id'] === traceId);
  }

  private async view(traceId: string): Promise<TraceView | undefined> {
    const response = await fetch(
      `${this.source.queryUrl}/api/traces/${traceId}`,
    );
    const body = await response.text();
    if (!response.ok) {
      return undefined;
    }
    const view: TraceAnswer = JSON.parse(body);
    return view;
  }

  private async latest(): Promise<RequestsAnswer['requests']> {
    const response = await fetch(
      `${this.source.queryUrl}/api/requests?limit=${String(LATEST)}`,
    );
    const { requests }: RequestsAnswer = JSON.parse(await response.text());
    return requests;
  }
}

function isWhole(
  { otlp, xray, cloudwatch, rollbar }: TraceView,
  { spans = 1, documents = 1, lines = 1, items = 0 }: Arrival,
): boolean {
  return (
    otlp.spans.some(({ span }) => span.kind === 2) &&
    otlp.spans.length >= spans &&
    xray.segments.length >= documents &&
    cloudwatch.events.length >= lines &&
    rollbar.items.length >= items
  );
}

/** Whether X-Ray has as many segments and subsegments as there are spans, and standard output as many lines as CloudWatch. */
function isEven({ otlp, xray, cloudwatch }: TraceView, lines: Lines): boolean {
  return (
    lines.length >= cloudwatch.events.length &&
    (xray.segments.length === 0 ||
      xrayEntities(xray.segments).length >= otlp.spans.length)
  );
}

function isAskedAt({ otlp }: TraceView, marker: string): boolean {
  return otlp.spans.some(({ span: { attributes } }) =>
    [attributes['url.path'], attributes['url.query']].some((part) =>
      textOf(part).includes(marker),
    ),
  );
}
