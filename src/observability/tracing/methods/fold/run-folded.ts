import {
  type Attributes,
  type Context,
  context,
  createContextKey,
  type Span,
  type SpanOptions,
} from '@opentelemetry/api';
import { spanTimeMs } from '../../../request/index.js';
import { type FollowedWork, followResult } from '../../follow-result.js';
import type { FoldedCall, Siblings } from './fold-table.js';
import { recordKeptCall } from './kept-call.js';

const FOLDED_INTO = createContextKey('span that a call is folded into');

/** Whether the caller is itself folded into `parent`, so that what it calls is too. */
export function isFoldedInto(parent: Span, active: Context): boolean {
  return active.getValue(FOLDED_INTO) === parent;
}

/**
 * Runs a call without a span, counted and timed among its siblings below `parent` to its real end. One that fails gets
 * its span then, with `options`.
 *
 * @param maxKeptFailures failed calls that get a span
 * @param onResult tells more of a call that was the slowest so far, from what it returned
 */
export function runFolded<T>(
  parent: Span,
  siblings: Siblings,
  options: SpanOptions,
  maxKeptFailures: number,
  run: () => T,
  onResult?: (result: unknown) => Attributes,
): T {
  const work = new FoldedWork(
    parent,
    siblings,
    options,
    maxKeptFailures,
    onResult,
  );
  let result: T;
  try {
    result = context.with(work.context, run);
  } catch (error) {
    work.fail(error);
    throw error;
  }
  return followResult(result, work);
}

class FoldedWork implements FollowedWork {
  readonly context: Context;
  private readonly callers = context.active();
  private readonly startedAt = spanTimeMs();
  private ended = false;

  constructor(
    parent: Span,
    private readonly siblings: Siblings,
    private readonly options: SpanOptions,
    private readonly maxKeptFailures: number,
    private readonly onResult: ((result: unknown) => Attributes) | undefined,
  ) {
    this.context = this.callers.setValue(FOLDED_INTO, parent);
    siblings.count += 1;
  }

  succeed(result: unknown): void {
    if (this.ended) {
      return;
    }
    const { siblings } = this;
    const call = this.end();
    const durationMs = call.endedAt - call.startedAt;
    siblings.durationMs += durationMs;
    const { slowest } = siblings;
    if (
      slowest === undefined ||
      durationMs > slowest.endedAt - slowest.startedAt
    ) {
      siblings.slowest = { ...call, options: this.optionsAfter(result) };
    }
  }

  private optionsAfter(result: unknown): SpanOptions {
    const { options, onResult } = this;
    if (onResult === undefined) {
      return options;
    }
    try {
      const attributes = { ...options.attributes, ...onResult(result) };
      return { ...options, attributes };
    } catch {
      // What describes a result may not change it.
      return options;
    }
  }

  fail(error: unknown): void {
    if (this.ended) {
      return;
    }
    const { siblings } = this;
    const call = this.end();
    if (siblings.keptFailures >= this.maxKeptFailures) {
      siblings.durationMs += call.endedAt - call.startedAt;
      siblings.foldedFailures += 1;
      return;
    }
    siblings.keptFailures += 1;
    siblings.count -= 1;
    recordKeptCall(siblings.name, call, { error });
  }

  private end(): FoldedCall {
    this.ended = true;
    return {
      context: this.callers,
      options: this.options,
      startedAt: this.startedAt,
      endedAt: spanTimeMs(),
    };
  }
}
