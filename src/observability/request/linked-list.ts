/** An item of one list. Only the list sets the links. */
export interface Linked<T> {
  previous?: T | undefined;
  next?: T | undefined;
}

/**
 * Items in the order in which they came, each of which leaves in constant time. What has left is pointed at by nothing and
 * points at nothing here. A Set is no choice for items that live as long as a request: a table that V8 has replaced still
 * points at its successor, so that one dead table that grew old keeps alive all that stood in the tables after it, until
 * the next full collection (docs/performance.md).
 */
export class LinkedList<T extends Linked<T>> implements Iterable<T> {
  private first: T | undefined;
  private last: T | undefined;
  private length = 0;

  get size(): number {
    return this.length;
  }

  /** @param item of no list */
  add(item: T): void {
    item.previous = this.last;
    if (this.last === undefined) {
      this.first = item;
    } else {
      this.last.next = item;
    }
    this.last = item;
    this.length += 1;
  }

  /** Whether the item was in the list. */
  delete(item: T): boolean {
    const { previous, next } = item;
    if (previous === undefined && this.first !== item) {
      return false;
    }
    if (previous === undefined) {
      this.first = next;
    } else {
      previous.next = next;
    }
    if (next === undefined) {
      this.last = previous;
    } else {
      next.previous = previous;
    }
    item.previous = undefined;
    item.next = undefined;
    this.length -= 1;
    return true;
  }

  /** The items that are in the list now, also those that leave before their turn. */
  [Symbol.iterator](): Iterator<T> {
    const items: T[] = [];
    for (let item = this.first; item !== undefined; item = item.next) {
      items.push(item);
    }
    return items.values();
  }
}
