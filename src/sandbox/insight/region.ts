import { valueText } from '../store/members.js';
import type { SpanRecord } from '../store/records.js';
import {
  durationOf,
  isServerSpan,
  toMilliseconds,
} from '../store/span-facts.js';

/** A region of the heat map: requests that began and lasted so. Milliseconds, the ends included. */
export interface Region {
  readonly fromMs: number;
  readonly toMs: number;
  readonly minDurationMs: number;
  readonly maxDurationMs: number;
}

/** How common a value of an attribute is within a region and outside. */
export interface Contrast {
  readonly key: string;
  readonly value: string;
  /** Share of the requests inside that have it, 0 to 1. */
  readonly inside: number;
  /** Share of the requests outside that have it, 0 to 1. */
  readonly outside: number;
}

/** What sets a region apart. */
export interface RegionAnswer {
  readonly inside: number;
  readonly outside: number;
  /** The values whose shares differ most, more common inside, the largest difference first. */
  readonly contrasts: readonly Contrast[];
}

/** Values of one attribute that are counted; one of many more values sets nothing apart. */
const MAX_VALUES = 200;
const MAX_CONTRASTS = 20;
/** Longest value told, characters. */
const MAX_VALUE = 200;
/** A difference of shares below this is chance. */
const MIN_DIFFERENCE = 0.05;

interface Counted {
  inside: number;
  outside: number;
}

/** Compares the attributes of the requests in a region with those of all others, by their server spans. */
export function contrastRegion(
  spans: readonly SpanRecord[],
  region: Region,
): RegionAnswer {
  const byKey = new Map<string, Map<string, Counted>>();
  let inside = 0;
  let outside = 0;
  for (const record of spans) {
    const { span } = record;
    if (!isServerSpan(span)) continue;
    const within = isInRegion(
      toMilliseconds(span.startTimeUnixNano),
      durationOf(span),
      region,
    );
    if (within) inside += 1;
    else outside += 1;
    const attributes = {
      ...record.resource.attributes,
      ...span.attributes,
      name: span.name,
    };
    for (const [key, value] of Object.entries(attributes)) {
      count(byKey, key, value, within);
    }
  }
  const contrasts = [...byKey].flatMap(([key, values]) =>
    [...values].map(([value, counted]) => ({
      key,
      value,
      inside: inside === 0 ? 0 : counted.inside / inside,
      outside: outside === 0 ? 0 : counted.outside / outside,
    })),
  );
  return {
    inside,
    outside,
    contrasts: contrasts
      .filter((found) => found.inside - found.outside >= MIN_DIFFERENCE)
      .toSorted((a, b) => b.inside - b.outside - (a.inside - a.outside))
      .slice(0, MAX_CONTRASTS),
  };
}

/**
 * Whether a request is in a region.
 *
 * @param start milliseconds since the epoch
 * @param duration milliseconds
 */
export function isInRegion(
  start: number,
  duration: number,
  region: Region,
): boolean {
  return (
    start >= region.fromMs &&
    start <= region.toMs &&
    duration >= region.minDurationMs &&
    duration <= region.maxDurationMs
  );
}

function count(
  byKey: Map<string, Map<string, Counted>>,
  key: string,
  value: unknown,
  within: boolean,
): void {
  const text = valueText(value).slice(0, MAX_VALUE);
  let values = byKey.get(key);
  if (!values) {
    values = new Map();
    byKey.set(key, values);
  }
  let counted = values.get(text);
  if (!counted) {
    if (values.size >= MAX_VALUES) return;
    counted = { inside: 0, outside: 0 };
    values.set(text, counted);
  }
  if (within) counted.inside += 1;
  else counted.outside += 1;
}
