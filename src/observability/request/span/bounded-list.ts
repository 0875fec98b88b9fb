/** A list that keeps the newest entries up to a number and a size, and counts what it dropped. */
export class BoundedList<T> {
  readonly items: T[] = [];
  dropped = 0;
  private readonly sizes: number[] = [];
  /** Of the items that are held. */
  bytes = 0;

  constructor(
    private readonly limit: number,
    private readonly maxBytes: number,
  ) {}

  /** @param bytes what the item takes; one that is larger than the list may be is kept alone */
  add(item: T, bytes: number): void {
    if (this.limit <= 0) {
      this.dropped += 1;
      return;
    }
    while (
      this.items.length >= this.limit ||
      (this.items.length > 0 && this.bytes + bytes > this.maxBytes)
    ) {
      this.items.shift();
      this.bytes -= this.sizes.shift() ?? 0;
      this.dropped += 1;
    }
    this.items.push(item);
    this.sizes.push(bytes);
    this.bytes += bytes;
  }
}
