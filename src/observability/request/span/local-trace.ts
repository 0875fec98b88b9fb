import { SpanStatusCode } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { SpanLimits } from '@opentelemetry/sdk-trace';
import type { HeadDecision } from '../sampling/head-sampler.js';
import { sampleRateOf } from '../sampling/sample-rate.js';
import type { RecordedSpan, SpanTrace } from './recorded-span.js';
import type { Recording } from './recording.js';

/** Spans handed on at once; a larger trace goes in parts. */
const MAX_SPANS_OF_PART = 1000;
/** Spans held of a trace that waits for its verdict; further ones are dropped and counted on the root. */
const MAX_WAITING_SPANS = 10_000;
/** Spans of work that goes on after its root: as many, for as long. Beyond that it is no part of the request any more. */
const MAX_LATE_SPANS = 1000;
const MAX_LATE_MS = 10 * 60_000;
/** Spans begun from which on those that have ended are forgotten. */
const FIRST_LOOK = 64;

/** What was decided of a trace, for every span of it. */
interface Verdict {
  readonly kept: boolean;
  /** Traces that this one stands for: Honeycomb's `SampleRate`. */
  readonly sampleRate: number;
}

const KEPT: Verdict = { kept: true, sampleRate: 1 };
const DROPPED: Verdict = { kept: false, sampleRate: 1 };

/**
 * The spans of one trace that hang on one local root (a request's server span, say), until they are handed on.
 * The verdict falls when the root ends; a trace that is certain to be kept needs to wait for none.
 */
export class LocalTrace implements SpanTrace {
  readonly resource: Resource;
  readonly limits: Required<SpanLimits>;
  root: RecordedSpan | undefined;
  /** Spans that may be open, in the order in which they began. */
  private begun: RecordedSpan[] = [];
  private open = 0;
  private lookAt = FIRST_LOOK;
  private flagged = false;
  private failedOrSlow = false;
  private waiting: RecordedSpan[] = [];
  private verdict: Verdict | undefined;
  private droppedSpans = 0;
  private lateSpans = 0;
  private rootEndedAt: number | undefined;

  constructor(
    private readonly recording: Recording,
    private readonly head: HeadDecision,
  ) {
    this.resource = recording.resource;
    this.limits = recording.limits;
    if (head.sampled && head.probability >= 1) {
      this.verdict = KEPT;
    }
  }

  get sampled(): boolean {
    return this.verdict?.kept ?? this.head.sampled;
  }

  takesSpans(): boolean {
    if (this.rootEndedAt === undefined) {
      return true;
    }
    return (
      this.verdict?.kept === true &&
      this.lateSpans < MAX_LATE_SPANS &&
      performance.now() - this.rootEndedAt < MAX_LATE_MS
    );
  }

  flag(): void {
    this.flagged = true;
  }

  began(span: RecordedSpan): void {
    if (this.begun.length >= this.lookAt) {
      this.forgetEnded();
    }
    this.begun.push(span);
    this.open += 1;
  }

  openSpans(): readonly RecordedSpan[] {
    return this.begun.filter((span) => !span.ended).toReversed();
  }

  ending(span: RecordedSpan): void {
    this.recording.ending(span);
    if (span === this.root) {
      this.decide(span);
    }
  }

  ended(span: RecordedSpan): void {
    const isRoot = span === this.root;
    this.open -= 1;
    if (isRoot) {
      this.root = undefined;
      this.rootEndedAt = performance.now();
      if (this.open > 0) {
        this.forgetEnded();
        this.recording.leftOpen(this);
      } else {
        this.begun = [];
      }
    } else if (this.root === undefined) {
      this.lateSpans += 1;
    }
    if (
      this.verdict === undefined &&
      this.waiting.length >= MAX_WAITING_SPANS
    ) {
      this.droppedSpans += 1;
      return;
    }
    this.waiting.push(span);
    if (
      this.root === undefined ||
      (this.verdict !== undefined && this.waiting.length >= MAX_SPANS_OF_PART)
    ) {
      this.handOn(isRoot ? span : undefined);
    }
  }

  private forgetEnded(): void {
    this.begun = this.begun.filter((span) => !span.ended);
    this.lookAt = Math.max(FIRST_LOOK, 2 * this.begun.length);
  }

  private decide(root: RecordedSpan): void {
    this.failedOrSlow = root.status.code === SpanStatusCode.ERROR;
    if (this.verdict === undefined) {
      const reason = this.recording.keep.reasonFor(root, this.flagged);
      if (reason === undefined) {
        const { sampled, probability } = this.head;
        this.verdict = sampled
          ? {
              kept: true,
              sampleRate: sampleRateOf(root.spanContext().traceId, probability),
            }
          : DROPPED;
      } else {
        this.verdict = KEPT;
        this.failedOrSlow ||= reason !== 'flagged';
        root.setAttribute('sampling.keep_reason', reason);
      }
    }
    if (this.droppedSpans > 0) {
      root.setAttribute('trace.dropped_spans', this.droppedSpans);
    }
  }

  private handOn(root: RecordedSpan | undefined): void {
    const { waiting: spans, verdict = DROPPED } = this;
    this.waiting = [];
    const attributes =
      verdict.sampleRate > 1 ? { SampleRate: verdict.sampleRate } : undefined;
    for (const span of spans) {
      span.stamp(attributes, verdict.kept);
    }
    const remarkable = this.flagged || this.failedOrSlow;
    this.recording.handOn({ spans, root, remarkable }, verdict.kept);
  }
}
