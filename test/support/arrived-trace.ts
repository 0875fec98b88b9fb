import type { OtlpSpan, TraceView } from '../../src/sandbox/index.js';
import { disagreements } from './agreement/disagreements.js';
import { requestRecords } from './agreement/request-story.js';
import { assertEqual } from './assertions.js';
import { ArrivedRecord } from './arrived-record.js';
import { ArrivedSpan } from './arrived-span.js';
import { describeSpans } from './span-tree.js';
import { xrayEntities } from './xray-entities.js';

type Fields = Readonly<Record<string, unknown>>;

/** One trace as the four vendors received it. */
export class ArrivedTrace {
  /**
   * @param view the answer of the sandbox's query API
   * @param lines what standard output has of the trace
   */
  constructor(
    readonly view: TraceView,
    readonly lines: readonly Fields[],
  ) {}

  /** All spans, as they arrived. */
  get spans(): readonly OtlpSpan[] {
    return this.view.otlp.spans.map(({ span }) => span);
  }

  /** The span of the request itself. */
  server(): ArrivedSpan {
    const [server] = this.spans.filter(({ kind }) => kind === 2);
    return this.arrived(server, 'a server span');
  }

  /** The first span of a name. */
  span(name: string): ArrivedSpan {
    const span = this.spans.find((it) => it.name === name);
    return this.arrived(span, `a span ${name}`);
  }

  /** The X-Ray segment of the request. */
  segment(): ArrivedRecord {
    return this.record(requestRecords(this.view).segments[0], 'a segment');
  }

  /** The first X-Ray subsegment of a name, however deep. */
  subsegment(name: string): ArrivedRecord {
    const entity = xrayEntities(this.view.xray.segments).find(
      ({ document }) => document['name'] === name,
    );
    return this.record(entity?.document, `a subsegment ${name}`);
  }

  /** The access line, as CloudWatch received it. */
  accessLine(): ArrivedRecord {
    return this.record(requestRecords(this.view).access[0], 'an access line');
  }

  /** Levels and contexts of the request's log lines, in their order. */
  logged(): readonly string[] {
    return this.view.cloudwatch.events.map(
      ({ fields }) =>
        `${String(fields?.['level'])} ${String(fields?.['context'])}`,
    );
  }

  /** The data of the one Rollbar item. */
  item(): ArrivedRecord {
    this.reported(1);
    return this.record(this.view.rollbar.items[0]?.data, 'an item');
  }

  /** Asserts how many items Rollbar received. */
  reported(count: number): this {
    assertEqual(this.view.rollbar.items.length, count, this.toString());
    return this;
  }

  /** Asserts that all vendors tell the same story: ids, status, flags, times, names and weight. */
  agrees(): this {
    assertEqual(disagreements(this.view, this.lines), [], this.toString());
    return this;
  }

  /** Asserts that no vendor has a text anywhere. */
  hides(...secrets: readonly string[]): this {
    const everything = JSON.stringify([this.view, this.lines]);
    const leaked = secrets.filter((secret) => everything.includes(secret));
    assertEqual(leaked, [], this.toString());
    return this;
  }

  /** The trace as text: its spans as a tree, then what the others have. */
  toString(): string {
    const { xray, cloudwatch, rollbar, traceId } = this.view;
    return [
      `Trace ${traceId}`,
      describeSpans(this.spans),
      ...xray.segments.map(
        ({ document }) => `X-Ray: ${JSON.stringify(document)}`,
      ),
      ...cloudwatch.events.map(({ message }) => `Log: ${message}`),
      ...rollbar.items.map(({ data }) => `Rollbar: ${JSON.stringify(data)}`),
    ].join('\n');
  }

  private arrived(span: OtlpSpan | undefined, what: string): ArrivedSpan {
    if (span === undefined) {
      throw new Error(`There is not ${what} in\n${this.toString()}`);
    }
    return new ArrivedSpan(span, this.spans, this.toString());
  }

  private record(fields: Fields | undefined, what: string): ArrivedRecord {
    if (fields === undefined) {
      throw new Error(`There is not ${what} in\n${this.toString()}`);
    }
    return new ArrivedRecord(fields, this.toString());
  }
}
