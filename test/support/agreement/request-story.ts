import type { OtlpSpan, TraceView } from '../../../src/sandbox/index.js';

/** What the vendors have of one request: its server span, segment and access line. */
export interface RequestStory {
  readonly view: TraceView;
  readonly server: OtlpSpan;
  readonly segment: Readonly<Record<string, unknown>>;
  readonly access: Readonly<Record<string, unknown>>;
}
