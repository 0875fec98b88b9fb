import type { Arrival } from '../store/payload.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import type { MessageName } from './protobuf/codec.js';

/** What became of a batch. */
export interface BatchOutcome {
  /** Records turned away. */
  readonly rejected: number;
  /** Why, for the sender. */
  readonly reasons: readonly string[];
}

/** One of the three OTLP signals. */
export interface OtlpSignal {
  readonly path: string;
  readonly requestMessage: MessageName;
  readonly responseMessage: MessageName;
  /** The field of the partial success that counts what was turned away. */
  readonly rejectedField: string;
  /**
   * Reads a decoded request and keeps what it holds.
   *
   * @throws z.ZodError when the request is not of the signal's shape.
   */
  accept(
    request: unknown,
    arrival: Arrival,
    store: TelemetryStore,
  ): BatchOutcome;
}
