import type { OtlpSpan } from '../../src/sandbox/index.js';
import { type Blocks, withReceived } from './received-blocks.js';
import { ToldTrace } from './told-trace.js';
import type { TracingStory } from './tracing-story.js';

/** The document with the code block below each of its marks, `<!-- received: name -->`, written anew. */
export function withTracingStory(
  markdown: string,
  { feed, failure, port }: TracingStory,
): string {
  const told = new ToldTrace('feed', feed, port);
  const failed = new ToldTrace('failure', failure, port);
  const blocks: Blocks = {
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
  return withReceived(markdown, blocks);
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
