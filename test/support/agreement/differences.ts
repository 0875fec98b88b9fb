/** Collects what does not agree, each difference as a sentence. */
export class Differences {
  private readonly found: string[] = [];

  get list(): readonly string[] {
    return this.found;
  }

  /** Notes a difference unless two values are the same. */
  same(what: string, one: unknown, other: unknown): void {
    if (!Object.is(one, other)) {
      this.note(`${what}: ${show(one)} and ${show(other)}`);
    }
  }

  /** Notes a difference unless two numbers are as near as `tolerance`. */
  near(what: string, one: number, other: number, tolerance: number): void {
    if (!(Math.abs(one - other) <= tolerance)) {
      this.note(`${what}: ${show(one)} and ${show(other)}`);
    }
  }

  note(difference: string): void {
    this.found.push(difference);
  }
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
