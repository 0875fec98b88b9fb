/** A list that keeps the newest entries up to a limit, and counts what it dropped. */
export class BoundedList<T> {
  readonly items: T[] = [];
  dropped = 0;

  constructor(private readonly limit: number) {}

  add(item: T): void {
    if (this.limit <= 0) {
      this.dropped += 1;
      return;
    }
    if (this.items.length >= this.limit) {
      this.items.shift();
      this.dropped += 1;
    }
    this.items.push(item);
  }
}
