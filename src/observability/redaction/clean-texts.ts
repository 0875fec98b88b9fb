import { ownCopy } from './own-copy.js';

/** UTF-16 units of a text that is remembered. */
const MAX_LENGTH = 16_384;

/**
 * Texts in which no secret was found, so that those that come again, as stacks and messages of one error do, are not looked
 * through again. A text that has a secret in it is never kept. Remembers up to twice `maxUnits` of UTF-16; what did not come
 * for a while is forgotten.
 */
export class CleanTexts {
  private young = new Set<string>();
  private old = new Set<string>();
  private units = 0;

  constructor(private readonly maxUnits: number) {}

  has(text: string): boolean {
    if (text.length > MAX_LENGTH) {
      return false;
    }
    if (this.young.has(text)) {
      return true;
    }
    if (!this.old.has(text)) {
      return false;
    }
    this.add(text);
    return true;
  }

  add(text: string): void {
    if (text.length > MAX_LENGTH) {
      return;
    }
    if (this.units + text.length > this.maxUnits) {
      this.old = this.young;
      this.young = new Set();
      this.units = 0;
    }
    this.young.add(ownCopy(text));
    this.units += text.length;
  }
}
