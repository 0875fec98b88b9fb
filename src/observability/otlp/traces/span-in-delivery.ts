import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { encodeRecord } from '../encode/encode-record.js';
import { scopeBlock } from '../encode/envelope.js';
import type { Octets } from '../encode/proto-writer.js';
import { SharedBlock } from '../encode/shared-block.js';
import { writeBareSpan, writeSpan } from '../encode/span.js';
import {
  estimateSpan,
  type SizedSpan,
  type SpanEstimate,
} from './span-estimate.js';

/** A span as bytes, and the resource and scope that it shares with others. */
export interface EncodedSpan {
  /** Not as bytes before it is sent, as parts of it may still be found out. */
  readonly resource: Resource | SharedBlock;
  readonly scope: SharedBlock;
  /** The field `spans` of `ScopeSpans`; empty when the span could not be read at all. */
  readonly octets: Octets;
}

/** Makes of a span what one receiver is to see. */
export type SpanView = (span: ReadableSpan) => ReadableSpan;

/** Heap of an encoded record beside its bytes: the record, and the string's head. Measured. */
const ENCODED_HEAP_BYTES = 160;

/** A span on its way out: as it was recorded, or as bytes once it was encoded. */
export class SpanInDelivery {
  private span: SizedSpan | undefined;
  private estimate: SpanEstimate | undefined;
  private encoded: EncodedSpan | undefined;

  /**
   * @param remarkable whether its trace failed, or was kept for a reason of its own
   * @param view asked once, when the span is encoded; when it throws, the span goes as it is @default the span as it is
   */
  constructor(
    span: SizedSpan | EncodedSpan,
    readonly remarkable: boolean,
    private view?: SpanView,
  ) {
    if ('octets' in span) {
      this.encoded = span;
    } else {
      this.span = span;
    }
  }

  /** Brings the span into the form it is sent in, and lets go of the span. A second call does nothing. Never throws. */
  encode(): void {
    this.content();
  }

  /** The span as bytes, encoded at the first call. */
  content(): EncodedSpan {
    this.encoded ??= encoded(this.span, this.view);
    this.span = undefined;
    this.estimate = undefined;
    this.view = undefined;
    return this.encoded;
  }

  /** Settles when all that the span belongs to is known; undefined when it is. */
  ready(): Promise<void> | undefined {
    const resource = this.span?.resource ?? this.encoded?.resource;
    return resource === undefined ||
      resource instanceof SharedBlock ||
      resource.asyncAttributesPending !== true
      ? undefined
      : resource.waitForAsyncAttributes?.();
  }

  /** Bytes of heap: estimated while it is a span, exact once it is encoded. */
  get memoryBytes(): number {
    return this.encoded === undefined
      ? this.estimated().memoryBytes
      : ENCODED_HEAP_BYTES + this.encoded.octets.length;
  }

  /** Bytes in a request: estimated while it is a span, exact once it is encoded. */
  get wireBytes(): number {
    return this.encoded?.octets.length ?? this.estimated().wireBytes;
  }

  private estimated(): SpanEstimate {
    this.estimate ??=
      this.span === undefined
        ? { wireBytes: 0, memoryBytes: ENCODED_HEAP_BYTES }
        : estimateSpan(this.span);
    return this.estimate;
  }
}

function encoded(
  span: ReadableSpan | undefined,
  view: SpanView | undefined,
): EncodedSpan {
  if (span === undefined) {
    throw new TypeError('A span in delivery is a span or its bytes');
  }
  return {
    resource: span.resource,
    scope: scopeBlock(span.instrumentationScope),
    octets: encodeRecord(viewed(span, view), writeSpan, writeBareSpan),
  };
}

function viewed(span: ReadableSpan, view: SpanView | undefined): ReadableSpan {
  try {
    return view?.(span) ?? span;
  } catch {
    return span;
  }
}
