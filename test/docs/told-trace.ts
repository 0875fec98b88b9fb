import type { OtlpSpan } from '../../src/sandbox/index.js';
import type { ArrivedTrace } from '../support/arrived-trace.js';
import { laidOut } from './laid-out-json.js';
import { columns } from './plain-table.js';
import { StableClock } from './stable-clock.js';
import { StableValues } from './stable-values.js';
import { waterfall } from './waterfall.js';

/** A trace in words that are the same in every run. */
export class ToldTrace {
  readonly clock: StableClock;
  readonly values: StableValues;

  constructor(
    name: string,
    private readonly trace: ArrivedTrace,
    port: string,
  ) {
    this.clock = new StableClock(trace.spans);
    this.values = new StableValues(name, this.clock, port);
    // Ids are numbered as they appear: these two first, whatever is told first.
    this.values.text(`${trace.view.traceId} ${trace.server().span.spanId}`);
  }

  spans(): string {
    return fenced('text', waterfall(this.trace.spans, this.clock));
  }

  /** Attributes of the server span and of the first query, of those that are asked for. */
  attributes(isTold: (span: OtlpSpan, key: string) => boolean): string {
    const query = this.trace.spans.find(
      ({ attributes }) => attributes['db.system.name'] !== undefined,
    );
    const spans = [this.trace.server().span, ...(query ? [query] : [])];
    const texts = spans.map((span) => {
      const rows = Object.entries(span.attributes)
        .filter(([key]) => isTold(span, key))
        .map(([key, value]) => [key, String(this.values.value(value, key))]);
      return `${span.name}\n${columns(rows, '  ')}`;
    });
    return fenced('text', texts.join('\n\n'));
  }

  /** A span with all that Honeycomb makes columns of, its own ids first. */
  columnsOf({
    name,
    spanId,
    parentSpanId,
    traceId,
    status,
    attributes,
  }: OtlpSpan): string {
    const rows = Object.entries({
      'trace.trace_id': traceId,
      'trace.span_id': spanId,
      ...(parentSpanId === undefined
        ? {}
        : { 'trace.parent_id': parentSpanId }),
      'status.code': status.code,
      'status.message': status.message,
      ...attributes,
    }).map(([key, value]) => [key, String(this.values.value(value, key))]);
    return fenced('text', `${name}\n${columns(rows, '  ')}`);
  }

  /** The span on which the exception stands. */
  failingSpan(): OtlpSpan {
    const span = this.trace.spans.find(
      ({ attributes }) => attributes['exception.type'] !== undefined,
    );
    if (span === undefined) {
      throw new Error(`No exception in\n${String(this.trace)}`);
    }
    return span;
  }

  /** JSON without what differs from run to run. */
  laidOut(fields: unknown): string {
    return laidOut(this.values.value(fields));
  }

  json(fields: unknown): string {
    return `<!-- prettier-ignore -->\n${fenced('json', this.laidOut(fields))}`;
  }
}

/** A block of code in Markdown. */
export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
