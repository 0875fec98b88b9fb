import type { Arrival } from '../store/payload.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import type { LogGroups } from './log-groups.js';

/** What an operation works on. */
interface OperationContext {
  readonly groups: LogGroups;
  readonly store: TelemetryStore;
  /** When and how the request came. */
  readonly arrival: Arrival;
}

/**
 * One operation of the API: takes the request's JSON, gives the answer's.
 *
 * @throws AwsError
 */
export type Operation = (
  input: unknown,
  context: OperationContext,
) => Readonly<Record<string, unknown>>;
