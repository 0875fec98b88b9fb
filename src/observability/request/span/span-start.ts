import type {
  Attributes,
  Link,
  SpanContext,
  SpanKind,
  TimeInput,
} from '@opentelemetry/api';
import type { InstrumentationScope } from '@opentelemetry/core';
import type { SpanDescription } from './span-description.js';

/** What a span begins with. */
export interface SpanStart {
  readonly name: string;
  readonly kind: SpanKind;
  readonly context: SpanContext;
  /** The span above it, in this process or in the caller's. */
  readonly parent: SpanContext | undefined;
  readonly scope: InstrumentationScope;
  readonly startTime?: TimeInput | undefined;
  readonly attributes?: Attributes | undefined;
  readonly links?: readonly Link[] | undefined;
  /** Attributes that are made when they are first read; what is set on the span itself wins. */
  readonly description?: SpanDescription | undefined;
}
