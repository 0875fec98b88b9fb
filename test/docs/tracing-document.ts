import type { OtlpSpan } from '../../src/sandbox/index.js';
import type { ArrivedTrace } from '../support/arrived-trace.js';
import { laidOut } from './laid-out-json.js';
import { StableClock } from './stable-clock.js';
import { StableValues } from './stable-values.js';
import type { TracingStory } from './tracing-story.js';
import { waterfall } from './waterfall.js';

/** The document with the code block below each of its marks, `<!-- received: name -->`, written anew. */
export function withTracingStory(
  markdown: string,
  { feed, failure, port }: TracingStory,
): string {
  const told = new ToldTrace('feed', feed, port);
  const failed = new ToldTrace('failure', failure, port);
  const blocks: Readonly<Record<string, () => string>> = {
    'feed-spans': () => told.spans(),
    'feed-attributes': () => told.attributes(() => true),
    'feed-segment': () => told.json(feed.segment().fields),
    'feed-access': () => told.json(feed.accessLine().fields),
    'failure-spans': () => failed.spans(),
    'failure-attributes': () =>
      failed.attributes((span, key) => !isThereToo(feed.spans, span, key)),
    'failure-item': () => {
      const { level, context, body, custom, uuid } = failure.item().fields;
      return failed.json({ level, context, body, custom, uuid });
    },
  };
  return markdown.replaceAll(
    /<!-- received: ([\w-]+) -->\n.*?\n```\n/gs,
    (all, name: string) => {
      const block = blocks[name];
      if (block === undefined) {
        throw new Error(`Nothing is known of ${all.slice(0, 100)}`);
      }
      return `<!-- received: ${name} -->\n\n${block()}\n`;
    },
  );
}

/** A trace in words that are the same in every run. */
class ToldTrace {
  private readonly clock: StableClock;
  private readonly values: StableValues;

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
      const width = Math.max(...rows.map(([key = '']) => key.length));
      const lines = rows.map(
        ([key = '', value = '']) => `  ${key.padEnd(width)}  ${value}`,
      );
      return [span.name, ...lines].join('\n');
    });
    return fenced('text', texts.join('\n\n'));
  }

  json(fields: unknown): string {
    const json = laidOut(this.values.value(fields));
    return `<!-- prettier-ignore -->\n${fenced('json', json)}`;
  }
}

function isThereToo(
  spans: readonly OtlpSpan[],
  { name, attributes }: OtlpSpan,
  key: string,
): boolean {
  return spans.some(
    (other) =>
      other.name === name &&
      (other.attributes[key] === attributes[key] ||
        key.startsWith('network.peer.')),
  );
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
