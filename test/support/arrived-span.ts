import type { OtlpSpan } from '../../src/sandbox/index.js';
import { assertEqual } from './assertions.js';
import { ArrivedRecord } from './arrived-record.js';

const STATUS_CODES = ['unset', 'ok', 'error'] as const;

/** A span as Honeycomb received it; `has` speaks of its attributes. */
export class ArrivedSpan extends ArrivedRecord {
  /** @param all the spans of its trace */
  constructor(
    readonly span: OtlpSpan,
    private readonly all: readonly OtlpSpan[],
    surroundings: string,
  ) {
    super(span.attributes, surroundings);
  }

  /** Asserts how it ended. */
  ended(status: (typeof STATUS_CODES)[number]): this {
    assertEqual(STATUS_CODES[this.span.status.code], status, this.surroundings);
    return this;
  }

  /** Asserts that spans of these names are directly below it. */
  parentOf(...names: readonly string[]): this {
    const children = this.all
      .filter(({ parentSpanId }) => parentSpanId === this.span.spanId)
      .map(({ name }) => name);
    const missing = names.filter((name) => !children.includes(name));
    assertEqual(
      missing,
      [],
      `Below ${this.span.name} is missing a span in\n${this.surroundings}`,
    );
    return this;
  }

  /** Asserts that it is directly below a span of another service, or below none. */
  continues(parentSpanId: string | undefined): this {
    assertEqual(this.span.parentSpanId, parentSpanId, this.surroundings);
    return this;
  }
}
