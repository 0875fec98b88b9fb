import type { Vendor } from './vendor.js';

/** What a receiver was sent: the body of a request, or a datagram. */
export interface ReceivedBody {
  /** As it crossed the wire, compressed if it was; empty when it passed the receiver's limit. */
  readonly body: Uint8Array;
  /** Bytes received, those past a limit included. */
  readonly wireBytes: number;
  /** What was called, for a person: `POST /v1/traces`, `PutLogEvents`, `UDP`. */
  readonly operation: string;
  readonly contentType?: string | undefined;
  readonly contentEncoding?: string | undefined;
  /** Whether it is of a kind that carries telemetry, as a request for sampling rules is not. */
  readonly carriesRecords: boolean;
}

/** A body kept, with when and from whom it came. */
export interface Payload extends ReceivedBody {
  readonly id: number;
  readonly vendor: Vendor;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Whether the same bytes had come before: the sender tried again. */
  readonly again: boolean;
}

/** When and how heavy a record arrived, and in which body; shared by the records beside it. */
export interface Arrival {
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Bytes of the body or datagram, as they crossed the wire. */
  readonly wireBytes: number;
  /** Id of the body, for as long as it is kept. */
  readonly payload: number;
}
