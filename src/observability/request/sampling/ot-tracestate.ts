import type { TraceState } from '@opentelemetry/api';
import { TraceState as W3CTraceState } from '@opentelemetry/core';

/** OpenTelemetry's member of `tracestate`. */
const MEMBER = 'ot';
/** The rejection threshold among its sub-keys. */
const THRESHOLD = 'th';

const DIGITS = 14;
const RANGE = 2 ** 56;
/** Digits that are written: a probability is exact to one in 2³². */
const WRITTEN_DIGITS = 8;

/**
 * The probability with which a caller kept the trace, from `ot=th:<threshold>`: 1 − threshold ÷ 2⁵⁶. Undefined where it is
 * not told, or unreadable.
 * Source: OpenTelemetry, "TraceState: Probability Sampling".
 */
export function probabilityFrom(
  traceState: TraceState | undefined,
): number | undefined {
  const threshold = subKeysOf(traceState).get(THRESHOLD);
  return threshold !== undefined && /^[0-9a-f]{1,14}$/.test(threshold)
    ? 1 - Number.parseInt(threshold.padEnd(DIGITS, '0'), 16) / RANGE
    : undefined;
}

/** The state with the probability in it; what others wrote stays. */
export function withProbability(
  traceState: TraceState | undefined,
  probability: number,
): TraceState {
  const threshold = Math.round((1 - probability) * 16 ** WRITTEN_DIGITS)
    .toString(16)
    .padStart(WRITTEN_DIGITS, '0')
    .replace(/0+$/, '');
  const subKeys = subKeysOf(traceState).set(THRESHOLD, threshold || '0');
  return (traceState ?? new W3CTraceState()).set(MEMBER, written(subKeys));
}

/** The state without a probability, which would be another's. */
export function withoutProbability(
  traceState: TraceState | undefined,
): TraceState | undefined {
  const subKeys = subKeysOf(traceState);
  if (traceState === undefined || !subKeys.delete(THRESHOLD)) {
    return traceState;
  }
  return subKeys.size === 0
    ? traceState.unset(MEMBER)
    : traceState.set(MEMBER, written(subKeys));
}

function subKeysOf(traceState: TraceState | undefined): Map<string, string> {
  const subKeys = new Map<string, string>();
  for (const part of (traceState?.get(MEMBER) ?? '').split(';')) {
    const [key = '', ...value] = part.split(':');
    if (key !== '') {
      subKeys.set(key, value.join(':'));
    }
  }
  return subKeys;
}

function written(subKeys: ReadonlyMap<string, string>): string {
  return subKeys
    .entries()
    .map(([key, value]) => `${key}:${value}`)
    .toArray()
    .join(';');
}
