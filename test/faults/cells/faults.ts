import type { NameSwitch } from '../../support/name-switch.js';
import type { XRayWay } from '../process/app.js';
import type { FaultTarget, SandboxProgram } from '../process/sandbox.js';

/** Slow answers come that late, in milliseconds. */
const SLOW_MS = 1000;
/** What a throttling vendor asks for, in seconds. */
const RETRY_AFTER_SECONDS = 2;
/** Bodies beyond this are too large for a vendor with that fault: less than a batch, more than any record. */
const SMALL_BODY_BYTES = 65_536;
/** Every n-th record is refused by a vendor that takes only some. */
const EVERY_NTH = 10;

/** What goes wrong at a vendor. */
interface FaultCase {
  /** As the table names it. */
  readonly name: string;
  /** As the sandbox takes it; absent: names are not resolved. */
  readonly fault?: Readonly<Record<string, unknown>>;
  /** What the vendor loses by its own word, which must be counted exactly. */
  readonly refuses?: true;
}

/** Everything that is done to a vendor. */
const FAULTS: readonly FaultCase[] = [
  { name: 'connection refused', fault: { type: 'refuse' } },
  { name: 'no answer', fault: { type: 'hang' } },
  { name: 'reset within the body', fault: { type: 'reset' } },
  {
    name: `answers ${String(SLOW_MS / 1000)} s late`,
    fault: { type: 'slow', delayMs: SLOW_MS },
  },
  { name: '429', fault: { type: 'throttle' } },
  {
    name: `429, Retry-After ${String(RETRY_AFTER_SECONDS)}`,
    fault: { type: 'throttle', retryAfterSeconds: RETRY_AFTER_SECONDS },
  },
  { name: '500', fault: { type: '500' } },
  { name: '503', fault: { type: '503' } },
  {
    name: `413 beyond ${String(SMALL_BODY_BYTES)} bytes`,
    fault: { type: '413', maxBytes: SMALL_BODY_BYTES },
  },
  { name: '401', fault: { type: '401' } },
  { name: 'name not resolved' },
  {
    name: `every ${String(EVERY_NTH)}th record refused`,
    fault: { type: 'partial', everyNth: EVERY_NTH },
    refuses: true,
  },
  { name: '200 with garbage', fault: { type: 'garbage' } },
];

/** A fault at a vendor, and how X-Ray is reached meanwhile. */
export interface Cell {
  readonly target: FaultTarget;
  readonly faultCase: FaultCase;
}

/** Faults that a vendor which acknowledges nothing can have: the others are of answers. */
const WITHOUT_ANSWERS = new Set(['refuse', 'slow', undefined]);

/** The cells of a vendor, or of all, in an application that reaches X-Ray one way or the other. */
export function cellsOf(target: FaultTarget, xray: XRayWay): readonly Cell[] {
  return FAULTS.filter(
    ({ fault }) =>
      xray === 'otlp' ||
      target !== 'xray' ||
      WITHOUT_ANSWERS.has(
        typeof fault?.['type'] === 'string' ? fault['type'] : undefined,
      ),
  ).map((faultCase) => ({ target, faultCase }));
}

/** Brings a fault about; returns how to end it. */
export async function strike(
  { target, faultCase: { fault } }: Cell,
  sandbox: SandboxProgram,
  names: NameSwitch,
): Promise<() => Promise<void>> {
  if (fault) {
    await sandbox.fault(target, fault);
    return () => sandbox.heal(target);
  }
  await names.fail('ENOTFOUND', target === 'all' ? [] : [target]);
  // A connection that stands needs no name: a port that closes and opens again ends them.
  await sandbox.fault(target, { type: 'refuse' });
  await sandbox.heal(target);
  return () => names.restore();
}
