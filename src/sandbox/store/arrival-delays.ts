import { numberOf } from './members.js';
import type { TelemetryRecord } from './records.js';
import { toMilliseconds } from './span-facts.js';
import { type Vendor, VENDORS } from './vendor.js';

/** Delays kept of each vendor. */
const MAX_DELAYS = 500;

/** How long records took from their end to their arrival, milliseconds; of the last 500. `null` before the first. */
interface Delays {
  readonly medianMs: number | null;
  readonly maxMs: number | null;
}

/** The delays of all four. */
export type DelaysByVendor = Readonly<Record<Vendor, Delays>>;

/** Follows how late records arrive. */
export class ArrivalDelays {
  readonly #delays: Record<Vendor, number[]> = {
    otlp: [],
    xray: [],
    cloudwatch: [],
    rollbar: [],
  };
  /** What was read last, until a record arrives: several listeners ask five times a second. */
  #read: DelaysByVendor | undefined;

  /** Notes a record. A metric has no end of its own. */
  note(record: TelemetryRecord): void {
    const endedAt = endOf(record);
    if (endedAt === null) return;
    this.#read = undefined;
    const delays = this.#delays[record.vendor];
    delays.push(Math.max(0, record.receivedAt - endedAt));
    if (delays.length > MAX_DELAYS) delays.shift();
  }

  /** Median and longest of each vendor. */
  read(): DelaysByVendor {
    const { otlp, xray, cloudwatch, rollbar } = this.#delays;
    this.#read ??= {
      otlp: summarize(otlp),
      xray: summarize(xray),
      cloudwatch: summarize(cloudwatch),
      rollbar: summarize(rollbar),
    };
    return this.#read;
  }

  /** Forgets all. */
  clear(): void {
    this.#read = undefined;
    for (const vendor of VENDORS) this.#delays[vendor] = [];
  }
}

/** When what a record tells of was over, milliseconds since the epoch. */
function endOf(record: TelemetryRecord): number | null {
  switch (record.kind) {
    case 'span':
    case 'xraySpan':
      return toMilliseconds(record.span.endTimeUnixNano);
    case 'log':
      return toMilliseconds(record.log.timeUnixNano) || null;
    case 'segment': {
      const end = numberOf(record.document['end_time']);
      return end === null ? null : end * 1_000;
    }
    case 'logEvent':
      return record.timestamp;
    case 'item': {
      // Rollbar's clock has seconds: the end is somewhere within.
      const seconds = numberOf(record.data['timestamp']);
      return seconds === null
        ? null
        : Math.min(record.receivedAt, (seconds + 1) * 1_000);
    }
    default:
      return null;
  }
}

function summarize(delays: readonly number[]): Delays {
  const sorted = delays.toSorted((a, b) => a - b);
  return {
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? null,
    maxMs: sorted.at(-1) ?? null,
  };
}
