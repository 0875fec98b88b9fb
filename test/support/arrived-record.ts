import { assertEqual, assertMatches } from './assertions.js';

type Fields = Readonly<Record<string, unknown>>;

/** Something that a vendor received, and what may be asserted of it. */
export class ArrivedRecord {
  /**
   * @param fields as received
   * @param surroundings what an assertion that fails shows beside the difference
   */
  constructor(
    readonly fields: Fields,
    protected readonly surroundings: string,
  ) {}

  /** Asserts that the record has these fields, whatever else it has. */
  has(expected: Fields): this {
    assertMatches(this.fields, expected, this.surroundings);
    return this;
  }

  /** Asserts that a field is not there. */
  lacks(...names: readonly string[]): this {
    const present = names.filter((name) => name in this.fields);
    assertEqual(present, [], this.surroundings);
    return this;
  }
}
