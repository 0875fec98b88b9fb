import type { Differences } from './differences.js';
import { factsOfItem } from './facts-of-item.js';
import { factsOfLines } from './facts-of-lines.js';
import { factsOfSegment } from './facts-of-segment.js';
import { factsOfSpans } from './facts-of-spans.js';
import { FACTS, type FactName, type Facts } from './facts.js';
import type { RequestStory } from './request-story.js';

/** Each vendor's view, by the name of the record that tells it. */
export interface SideBySide {
  readonly span: Facts;
  readonly segment: Facts;
  readonly 'access line': Facts;
  readonly item: Facts;
}

/**
 * How far numbers may be apart, in their own unit. Each vendor rounds the same nanoseconds by itself: X-Ray takes seconds as
 * a 64-bit float, which holds today's microseconds with an error below one half, and has a duration only as the difference of
 * two of them; `duration_ms` has three decimals.
 */
const TOLERANCE: Readonly<Partial<Record<FactName, number>>> = {
  'start, µs': 1,
  'duration, µs': 2,
};

/**
 * Characters that a text which a vendor cuts has at least in common with the others. X-Ray keeps 250 of a whole URL, of
 * which the origin is a part.
 */
const MIN_COMMON = 150;

/** What the four have of one request. */
export function sideBySide(story: RequestStory): SideBySide {
  return {
    span: factsOfSpans(story),
    segment: factsOfSegment(story),
    'access line': factsOfLines(story),
    item: factsOfItem(story),
  };
}

/** Every fact that two vendors have is the same in both; the span is what the others are held against. */
export function compareFacts(
  differences: Differences,
  story: RequestStory,
): void {
  const { span, ...others } = sideBySide(story);
  for (const [vendor, facts] of Object.entries(others)) {
    holdAgainst(differences, ['span', span], [vendor, facts]);
  }
}

/** Notes in what one view differs from another, of the facts that both have a place for. */
export function holdAgainst(
  differences: Differences,
  [one, known]: readonly [string, Facts],
  [other, facts]: readonly [string, Facts],
): void {
  for (const name of FACTS) {
    if (
      name in facts &&
      name in known &&
      !isSame(name, known[name], facts[name])
    ) {
      differences.same(
        `${name} of ${other} and ${one}`,
        facts[name],
        known[name],
      );
    }
  }
}

function isSame(name: FactName, one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= (TOLERANCE[name] ?? 0);
  }
  if (typeof one === 'string' && typeof other === 'string') {
    const [shorter = '', longer = ''] = [one, other].toSorted(
      (a, b) => a.length - b.length,
    );
    return (
      one === other ||
      (shorter.length >= MIN_COMMON && longer.startsWith(shorter))
    );
  }
  return one === other;
}
