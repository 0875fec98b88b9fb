/** Digits of a payment card's number. Source: ISO/IEC 7812-1, and the shortest that is in use. */
export const MIN_DIGITS = 13;
export const MAX_DIGITS = 19;

/** Digits in groups, with one character between two of them, and what tells whether some of them are the number of a card. */
export class DigitRun {
  /** How many groups there are. */
  readonly size: number;
  readonly end: number;
  private readonly digits: string;
  /** Where each group begins in the run, and how many digits are before it. */
  private readonly places: Int32Array;
  private readonly befores: Int32Array;
  /** Luhn sums of the digits before each, where those at even, or at odd places are not doubled. */
  private readonly even: Int32Array;
  private readonly odd: Int32Array;
  /** How many digits up to each are the same. */
  private readonly same: Int32Array;

  /**
   * @param run begins and ends with a digit
   * @param start where it begins in the text
   */
  constructor(
    run: string,
    readonly start: number,
  ) {
    this.end = start + run.length;
    this.digits = run.replaceAll(/[ -]/g, '');
    const { length } = this.digits;
    this.places = new Int32Array(length);
    this.befores = new Int32Array(length);
    this.even = new Int32Array(length + 1);
    this.odd = new Int32Array(length + 1);
    this.same = new Int32Array(length + 1);
    this.size = this.read(run);
  }

  startOf(group: number): number {
    return this.start + (this.places[group] ?? 0);
  }

  endOf(group: number): number {
    return this.startOf(group) + this.lengthOf(group, group);
  }

  lengthOf(first: number, last: number): number {
    return this.before(last + 1) - this.before(first);
  }

  /** Whether these groups are printed as a card's number is, and pass its test. Takes constant time. */
  isCard(first: number, last: number): boolean {
    const from = this.before(first);
    const to = this.before(last + 1);
    const length = to - from;
    if (length < MIN_DIGITS || length > MAX_DIGITS || !this.passes(from, to)) {
      return false;
    }
    // 13, 16 and 19 digits: milli-, micro- and nanoseconds since the epoch, for some centuries.
    const isTime =
      first === last && this.digits[from] === '1' && (length - 13) % 3 === 0;
    const isOneDigit = (this.same[to] ?? 0) >= length;
    return !isTime && !isOneDigit && this.isPrinted(first, last);
  }

  /** Together, digit by digit, or in groups of three digits and more, of which the last may be shorter. */
  private isPrinted(first: number, last: number): boolean {
    let isSpelt = true;
    let isGrouped = true;
    for (let group = first; group <= last; group += 1) {
      const length = this.lengthOf(group, group);
      isSpelt &&= length === 1;
      isGrouped &&= length >= 3 || group === last;
    }
    return isSpelt || isGrouped;
  }

  /** Source: ISO/IEC 7812-1, annex B: from the last digit on, every second one counts double. */
  private passes(from: number, to: number): boolean {
    const sums = (to - 1) % 2 === 0 ? this.even : this.odd;
    return ((sums[to] ?? 0) - (sums[from] ?? 0)) % 10 === 0;
  }

  private before(group: number): number {
    return group < this.size ? (this.befores[group] ?? 0) : this.digits.length;
  }

  private read(run: string): number {
    let groups = 0;
    let count = 0;
    let last = -1;
    for (let at = 0; at < run.length; at += 1) {
      const digit = run.charCodeAt(at) - 48;
      if (digit < 0) {
        continue;
      }
      if (at === 0 || run.charCodeAt(at - 1) < 48) {
        this.places[groups] = at;
        this.befores[groups] = count;
        groups += 1;
      }
      const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      const isEven = count % 2 === 0;
      this.even[count + 1] =
        (this.even[count] ?? 0) + (isEven ? digit : doubled);
      this.odd[count + 1] = (this.odd[count] ?? 0) + (isEven ? doubled : digit);
      this.same[count + 1] = digit === last ? (this.same[count] ?? 0) + 1 : 1;
      last = digit;
      count += 1;
    }
    return groups;
  }
}
