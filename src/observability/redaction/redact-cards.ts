import { DigitRun, MAX_DIGITS, MIN_DIGITS } from './digit-run.js';
import { REDACTED } from './marks.js';

/** Digits, one space or hyphen between them at the most. */
const RUN = /\d(?:[ -]?\d){12,}/g;

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;
/** Characters on either side in which a UUID around a number shows. */
const UUID_LENGTH = 36;

/**
 * Takes out card numbers: 13 to 19 digits that pass the Luhn test, together or in the groups that cards are printed in.
 * Digits inside longer words are none (trace ids, hexadecimal, UUIDs, decimals), nor are times since the epoch in milli-,
 * micro- or nanoseconds, which have 13, 16 or 19 digits and begin with a 1. Time is linear: a number has 19 digits at most.
 */
export function redactCards(text: string): string {
  return text.replace(RUN, (run, at: number) =>
    redactRun(text, new DigitRun(run, at)),
  );
}

/** Whether a number is that of a card. */
export function isCardNumber(value: number): boolean {
  return (
    value >= 1e12 &&
    Number.isSafeInteger(value) &&
    new DigitRun(String(value), 0).isCard(0, 0)
  );
}

function redactRun(text: string, run: DigitRun): string {
  let clean = '';
  let kept = run.start;
  let least = 0;
  for (let first = 0; first < run.size; first += 1) {
    while (least < run.size && run.lengthOf(first, least) < MIN_DIGITS) {
      least += 1;
    }
    const last = cardFrom(text, run, first, least);
    if (last !== undefined) {
      clean += text.slice(kept, run.startOf(first)) + REDACTED;
      kept = run.endOf(last);
      first = last;
    }
  }
  return clean + text.slice(kept, run.end);
}

/** The last group of the longest card number that begins with the group `first`, and does not end before `least`. */
function cardFrom(
  text: string,
  run: DigitRun,
  first: number,
  least: number,
): number | undefined {
  let found: number | undefined;
  for (
    let last = least;
    last < run.size && run.lengthOf(first, last) <= MAX_DIGITS;
    last += 1
  ) {
    if (
      run.isCard(first, last) &&
      standsAlone(text, run.startOf(first), run.endOf(last))
    ) {
      found = last;
    }
  }
  return found;
}

/** No part of a longer word, of a decimal, or of an id in groups. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - UUID_LENGTH), start);
  const after = text.slice(end, end + UUID_LENGTH);
  if (
    /(?:\w|\d\.|[\da-f]{8}-)$/i.test(before) ||
    /^(?:\w|\.\d|-[\da-f]{8})/i.test(after)
  ) {
    return false;
  }
  const around = before + text.slice(start, end) + after;
  for (const { index, 0: uuid } of around.matchAll(UUID)) {
    if (
      index < before.length + end - start &&
      index + uuid.length > before.length
    ) {
      return false;
    }
  }
  return true;
}
