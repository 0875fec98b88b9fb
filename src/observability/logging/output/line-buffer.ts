/** Lines that wait to be written, first in first out, with their bytes. */
export class LineBuffer {
  private lines: string[] = [];
  private sizes: number[] = [];
  private head = 0;
  private total = 0;

  get length(): number {
    return this.lines.length - this.head;
  }

  get bytes(): number {
    return this.total;
  }

  /** @param bytes of the line and its line end, in UTF-8 */
  push(line: string, bytes: number): void {
    this.lines.push(line);
    this.sizes.push(bytes);
    this.total += bytes;
  }

  /** Takes lines from the front up to `maxBytes`, one at least where there is one. */
  take(maxBytes: number): { readonly text: string; readonly count: number } {
    let bytes = 0;
    let end = this.head;
    for (
      let size = this.sizes[end];
      size !== undefined && (end === this.head || bytes + size <= maxBytes);
      size = this.sizes[end]
    ) {
      bytes += size;
      end += 1;
    }
    const taken = this.lines.slice(this.head, end);
    this.head = end;
    this.total -= bytes;
    if (this.head === this.lines.length || this.head > 1024) {
      this.lines = this.lines.slice(this.head);
      this.sizes = this.sizes.slice(this.head);
      this.head = 0;
    }
    return {
      text: taken.length === 0 ? '' : `${taken.join('\n')}\n`,
      count: taken.length,
    };
  }
}
