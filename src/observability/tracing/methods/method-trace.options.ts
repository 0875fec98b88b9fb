/** Which methods of an application's instances become spans, and how many. */
export interface MethodTraceOptions {
  /** Methods that stay without a span, matched against `Class.method`. @default none */
  readonly exclude?: readonly RegExp[];
  /**
   * Spans of one name that one parent gets one by one; further calls are folded into totals on the parent. A whole
   * number from 1. Methods with `@Span()` and queries have 50 in any case. @default 50
   */
  readonly maxSiblings?: number;
  /**
   * Module namespaces (`import * as throttler from '@nestjs/throttler'`) whose exported classes are a library's and
   * stay without spans, beside Nest's own, nestjs-otel's, RxJS's and Node's events and streams. @default none
   */
  readonly libraries?: readonly object[];
}
