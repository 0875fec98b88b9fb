import type { TraceIdentity } from '../../request/index.js';
import type { ExceptionFacts } from './exception-chain.js';
import type { RequestFacts } from './request-facts.js';

/** Source: Rollbar API reference, "Create item", `data.level`. */
export const LEVELS = [
  'debug',
  'info',
  'warning',
  'error',
  'critical',
] as const;

export type OccurrenceLevel = (typeof LEVELS)[number];

/** What happened, as copies that nothing outside can change any more. */
export interface Occurrence {
  /** A random UUID; Rollbar finds the occurrence by it. */
  readonly uuid: string;
  readonly level: OccurrenceLevel;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly what: readonly ExceptionFacts[] | string;
  /** Equal for occurrences of the same error at the same place; Rollbar groups by it. */
  readonly fingerprint: string;
  /** Redacted; whatever keys it has, they stand under `custom` only. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Undefined outside a trace. */
  readonly identity: TraceIdentity | undefined;
  /** Undefined outside a request. */
  readonly request: RequestFacts | undefined;
}

/** Occurrences of one kind that are told as one. */
export interface FoldedOccurrence {
  /** The first of them. */
  readonly occurrence: Occurrence;
  /** How many they are; 1 where nothing was folded. */
  readonly count: number;
  /** Trace ids of some of the others. */
  readonly traceIds: readonly string[];
}
