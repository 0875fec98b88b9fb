import type { TraceState } from '@opentelemetry/api';
import { TraceState as W3CTraceState } from '@opentelemetry/core';

const RANGE = 2 ** 56;
const DIGITS = 14;

/** The probability that `ot=th:…` tells; undefined where it tells none. */
export function probabilityFrom(
  traceState: TraceState | undefined,
): number | undefined {
  const threshold = /(?:^|;)th:([0-9a-f]{1,14})(?:;|$)/.exec(
    traceState?.get('ot') ?? '',
  )?.[1];
  return threshold === undefined
    ? undefined
    : 1 - Number.parseInt(threshold.padEnd(DIGITS, '0'), 16) / RANGE;
}

export function withProbability(
  traceState: TraceState | undefined,
  probability: number,
): TraceState {
  const threshold = Math.round((1 - probability) * RANGE)
    .toString(16)
    .padStart(DIGITS, '0')
    .replace(/0+$/, '');
  return (traceState ?? new W3CTraceState()).set(
    'ot',
    `th:${threshold || '0'}`,
  );
}

export function withoutProbability(
  traceState: TraceState | undefined,
): TraceState | undefined {
  return traceState?.get('ot') === undefined
    ? traceState
    : traceState.unset('ot');
}
