import type { TraceState } from '@opentelemetry/api';
import { TraceState as W3CTraceState } from '@opentelemetry/core';

/** OpenTelemetry's member of `tracestate`. */
const MEMBER = 'ot';
/** The rejection threshold among its sub-keys, and a randomness that counts instead of the trace id's. */
const THRESHOLD = 'th';
const RANDOMNESS = 'rv';

const DIGITS = 14;
const RANGE = 2n ** 56n;
/** Digits that are written: a probability is exact to one in 2³². */
const WRITTEN_DIGITS = 8;

/**
 * The probability with which a caller kept the trace, from `ot=th:<threshold>`: 1 − threshold ÷ 2⁵⁶. Undefined where it is
 * not told or unreadable, and where the trace would not have been kept with it: its randomness is below the threshold.
 * Source: OpenTelemetry, "TraceState: Probability Sampling".
 *
 * @param traceId of the trace that was kept
 */
export function probabilityFrom(
  traceState: TraceState | undefined,
  traceId: string,
): number | undefined {
  const subKeys = subKeysOf(traceState);
  const threshold = subKeys.get(THRESHOLD) ?? '';
  if (!/^[0-9a-f]{1,14}$/.test(threshold)) {
    return undefined;
  }
  const rejected = BigInt(`0x${threshold.padEnd(DIGITS, '0')}`);
  const given = subKeys.get(RANDOMNESS) ?? '';
  const randomness = /^[0-9a-f]{14}$/.test(given)
    ? given
    : traceId.slice(-DIGITS);
  return BigInt(`0x${randomness}`) < rejected
    ? undefined
    : Number(RANGE - rejected) / Number(RANGE);
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
