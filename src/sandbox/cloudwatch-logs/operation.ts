import type { TelemetryStore } from '../store/telemetry-store.js';
import type { LogGroups } from './log-groups.js';

/** What an operation works on. */
interface OperationContext {
  readonly groups: LogGroups;
  readonly store: TelemetryStore;
  /** Bytes of the request's body on the wire. */
  readonly wireBytes: number;
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
