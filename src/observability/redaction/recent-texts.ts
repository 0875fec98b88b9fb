/**
 * What is known of texts that come again and again. Keeps between `max` and twice as much, by what the texts weigh; of those
 * that did not come for a while nothing, so that nobody can fill it for good with texts that never come again.
 */
export class RecentTexts<T> {
  private young = new Map<string, T>();
  private old = new Map<string, T>();
  private weight = 0;

  constructor(
    private readonly max: number,
    private readonly weightOf: (text: string) => number,
  ) {}

  get(text: string): T | undefined {
    const known = this.young.get(text);
    if (known !== undefined) {
      return known;
    }
    const older = this.old.get(text);
    if (older !== undefined) {
      this.set(ownCopy(text), older);
    }
    return older;
  }

  /** @param text of its own memory (`ownCopy`) */
  set(text: string, known: T): void {
    const weight = this.weightOf(text);
    if (this.weight + weight > this.max) {
      this.old = this.young;
      this.young = new Map();
      this.weight = 0;
    }
    this.young.set(text, known);
    this.weight += weight;
  }
}

/** V8 keeps the whole text in memory that a part was taken from; of this copy it keeps one unit more. */
export function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
