import { ownCopy, RecentTexts } from './recent-texts.js';

/** UTF-16 units of a text that is remembered. */
const MAX_LENGTH = 512;

/** What texts that come again and again become: user agents, hosts, paths, names. Remembers between `max` and twice as many. */
export class RecurringTexts {
  private readonly known: RecentTexts<string>;

  constructor(max: number) {
    this.known = new RecentTexts(max, () => 1);
  }

  /** @param make what a text becomes, the same each time */
  of(text: string, make: (text: string) => string): string {
    if (text.length > MAX_LENGTH) {
      return make(text);
    }
    const known = this.known.get(text);
    if (known !== undefined) {
      return known;
    }
    const made = make(text);
    const own = ownCopy(text);
    this.known.set(own, made === text ? own : made);
    return made;
  }
}
