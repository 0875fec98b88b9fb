/** How much of a value a copy may hold. */
export interface CopyLimits {
  /** Levels of objects inside objects. @default 8 */
  readonly maxDepth: number;
  /** Entries of one object, array, Map or Set. @default 100 */
  readonly maxEntries: number;
  /** Entries of the whole copy. @default 2000 */
  readonly maxTotalEntries: number;
  /** Characters of one string. @default 16384 */
  readonly maxStringLength: number;
  /** Characters of all strings and keys together. @default 131072 */
  readonly maxTotalLength: number;
}

export const DEFAULT_LIMITS: CopyLimits = {
  maxDepth: 8,
  maxEntries: 100,
  maxTotalEntries: 2000,
  maxStringLength: 16_384,
  maxTotalLength: 131_072,
};

/** What is left to one copy, and which objects it is inside of. */
export class CopyBudget {
  private entries = 0;
  private characters = 0;
  private readonly path = new Set<object>();

  constructor(readonly limits: CopyLimits) {}

  /** Takes one entry; `false` when none is left. */
  takeEntry(): boolean {
    this.entries += 1;
    return this.entries <= this.limits.maxTotalEntries;
  }

  /** Takes what a string of this length may have; returns how many characters that is. */
  takeCharacters(length: number): number {
    const granted = Math.max(
      0,
      Math.min(
        length,
        this.limits.maxStringLength,
        this.limits.maxTotalLength - this.characters,
      ),
    );
    this.characters += granted;
    return granted;
  }

  isOpen(value: object): boolean {
    return this.path.has(value);
  }

  open(value: object): void {
    this.path.add(value);
  }

  close(value: object): void {
    this.path.delete(value);
  }
}
