import { randomFillSync } from 'node:crypto';
import type { IdGenerator } from '@opentelemetry/sdk-trace';

/** Random bytes made at once: 64 ids of spans. Few, as each of its ids keeps the text of all in memory. */
const POOL_BYTES = 512;
const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;
const ZEROS = /^0*$/;

/**
 * Random ids of traces and spans, cut out of a longer text: to make each by itself costs eight times as much
 * (docs/performance.md). Random from the first to the last digit, as W3C Trace Context asks for.
 */
export class PooledIds implements IdGenerator {
  private readonly bytes = Buffer.allocUnsafeSlow(POOL_BYTES);
  private digits = '';
  private position = 0;

  generateTraceId(): string {
    return this.next(TRACE_ID_DIGITS);
  }

  generateSpanId(): string {
    return this.next(SPAN_ID_DIGITS);
  }

  private next(length: number): string {
    if (this.position + length > this.digits.length) {
      randomFillSync(this.bytes);
      this.digits = this.bytes.toString('hex');
      this.position = 0;
    }
    const start = this.position;
    this.position += length;
    const id = this.digits.slice(start, this.position);
    // The one that stands for no id; it comes once in the lifetime of a universe.
    return id.startsWith('0000') && ZEROS.test(id) ? this.next(length) : id;
  }
}
