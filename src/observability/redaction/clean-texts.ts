import { ownCopy, RecentTexts } from './recent-texts.js';

/** UTF-16 units of a text that is remembered. */
const MAX_LENGTH = 16_384;

/**
 * Texts in which no secret was found, so that those that come again, as stacks and messages of one error do, are not looked
 * through again. A text that has a secret in it is never kept. Remembers up to twice `maxUnits` of UTF-16.
 */
export class CleanTexts {
  private readonly known: RecentTexts<true>;

  constructor(maxUnits: number) {
    this.known = new RecentTexts(maxUnits, ({ length }) => length);
  }

  has(text: string): boolean {
    return text.length <= MAX_LENGTH && this.known.get(text) === true;
  }

  add(text: string): void {
    if (text.length <= MAX_LENGTH) {
      this.known.set(ownCopy(text), true);
    }
  }
}
