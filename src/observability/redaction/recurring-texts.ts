import { ownCopy } from './own-copy.js';

/** UTF-16 units of a text that is remembered. */
const MAX_LENGTH = 512;

/**
 * What texts that come again and again become: user agents, hosts, paths, names. Remembers between `max` and twice as many;
 * those that did not come for a while are forgotten, so that nobody can fill it for good with texts that never come again.
 */
export class RecurringTexts {
  private young = new Map<string, string>();
  private old = new Map<string, string>();

  constructor(private readonly max: number) {}

  /** @param make what a text becomes, the same each time */
  of(text: string, make: (text: string) => string): string {
    if (text.length > MAX_LENGTH) {
      return make(text);
    }
    const known = this.young.get(text);
    if (known !== undefined) {
      return known;
    }
    const made = this.old.get(text) ?? make(text);
    if (this.young.size >= this.max) {
      this.old = this.young;
      this.young = new Map();
    }
    const own = ownCopy(text);
    this.young.set(own, made === text ? own : made);
    return made;
  }
}
