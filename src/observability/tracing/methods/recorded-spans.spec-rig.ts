import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { traceRecorder } from '../../request/index.js';
import { startTracing } from '../start-tracing.js';

/** The spans that end between `start` and `stop`. */
export class RecordedSpans {
  readonly all: ReadableSpan[] = [];
  private remove: (() => void) | undefined;

  start(): void {
    startTracing({ serviceName: 'spec' });
    this.remove = traceRecorder.addSink({
      name: 'spec',
      accept: (record) => {
        this.all.push(...record.spans);
      },
    });
  }

  stop(): void {
    this.remove?.();
  }

  clear(): void {
    this.all.length = 0;
  }

  /** Names in the order in which the spans ended. */
  names(): string[] {
    return this.all.map((span) => span.name);
  }

  named(name: string): ReadableSpan[] {
    return this.all.filter((span) => span.name === name);
  }

  /** @throws Error unless there is exactly one */
  one(name: string): ReadableSpan {
    const [span, ...others] = this.named(name);
    if (span === undefined || others.length > 0) {
      throw new Error(`not one span ${name} among ${this.names().join(', ')}`);
    }
    return span;
  }

  /** Names of a span and its ancestors, from the root on. */
  path(span: ReadableSpan): string[] {
    const parent = this.all.find(
      (it) => it.spanContext().spanId === span.parentSpanContext?.spanId,
    );
    return [...(parent === undefined ? [] : this.path(parent)), span.name];
  }
}

/** Duration of a span in milliseconds. */
export function durationMs({
  duration: [seconds, nanoseconds],
}: ReadableSpan): number {
  return seconds * 1000 + nanoseconds / 1e6;
}
