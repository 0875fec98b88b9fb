import type { FoldedOccurrence, Occurrence } from './occurrence.js';

/** The first window of a kind, and the longest, in milliseconds: each is twice as long as the one before. */
const FIRST_WINDOW_MS = 1000;
const MAX_WINDOW_MS = 10_000;
/** Kinds remembered at once. */
const MAX_KINDS = 200;
/** Characters of all occurrences that are held back. */
const MAX_HELD_LENGTH = 2 * 1024 * 1024;
/** Trace ids that a folded occurrence carries beside its own. */
const MAX_TRACE_IDS = 10;

/** What is held back of one kind. */
interface Held {
  readonly occurrence: Occurrence;
  readonly length: number;
  readonly traceIds: string[];
  count: number;
}

interface Kind {
  windowMs: number;
  timer: NodeJS.Timeout;
  held: Held | undefined;
}

/**
 * Folds a burst of one kind of occurrence (one fingerprint at one level): the first is told at once and opens a window of a
 * second; those that come within it are told as one at its end, which opens the next window, twice as long, up to ten
 * seconds. A window without any ends the burst. Each kind has its own windows, so that none waits for another. Of 200 kinds,
 * or of 2 Mi characters held back, the oldest window is ended early. Nothing is lost: every occurrence is the first of its
 * kind or counted in a later one, whose uuid is known from the moment its window has one.
 */
export class OccurrenceFolds {
  private readonly kinds = new Map<string, Kind>();
  private heldLength = 0;
  private hurries = 0;

  /** @param tell takes an occurrence that is due; `false` when it was refused */
  constructor(private readonly tell: (folded: FoldedOccurrence) => boolean) {}

  /** Occurrences that are held back, each standing for those folded into it. */
  get size(): number {
    let size = 0;
    for (const { held } of this.kinds.values()) {
      size += held === undefined ? 0 : 1;
    }
    return size;
  }

  /**
   * Takes what happened.
   *
   * @param make the occurrence; asked for only where it is not counted in another
   * @param traceId of what happened
   * @returns the uuid of the occurrence in which it is counted; undefined when that was refused
   */
  add(
    kindOf: { readonly fingerprint: string; readonly level: string },
    make: () => Occurrence,
    traceId: string | undefined,
  ): string | undefined {
    const key = `${kindOf.level} ${kindOf.fingerprint}`;
    const kind = this.kinds.get(key);
    if (kind === undefined || this.hurries > 0) {
      const occurrence = make();
      if (!this.tell({ occurrence, count: 1, traceIds: [] })) {
        return undefined;
      }
      if (kind === undefined && this.hurries === 0) {
        this.open(key);
      }
      return occurrence.uuid;
    }
    if (kind.held === undefined) {
      return this.hold(kind, make());
    }
    const { held } = kind;
    held.count += 1;
    if (traceId !== undefined && held.traceIds.length < MAX_TRACE_IDS) {
      held.traceIds.push(traceId);
    }
    return held.occurrence.uuid;
  }

  /** Tells all that is held back now. */
  tellAll(): void {
    for (const kind of this.kinds.values()) {
      this.release(kind);
    }
  }

  /** Holds nothing back from now on, until the returned function is called. */
  hurry(): () => void {
    this.hurries += 1;
    this.tellAll();
    let over = false;
    return () => {
      this.hurries -= over ? 0 : 1;
      over = true;
    };
  }

  private hold(kind: Kind, occurrence: Occurrence): string {
    const { length } = JSON.stringify(occurrence);
    kind.held = { occurrence, length, traceIds: [], count: 1 };
    this.heldLength += length;
    for (const other of this.kinds.values()) {
      if (this.heldLength <= MAX_HELD_LENGTH) {
        break;
      }
      this.release(other);
    }
    return occurrence.uuid;
  }

  private open(key: string): void {
    if (this.kinds.size >= MAX_KINDS) {
      this.forgetOne();
    }
    const kind: Kind = {
      windowMs: FIRST_WINDOW_MS,
      timer: setTimeout(() => {
        this.endWindow(key, kind);
      }, FIRST_WINDOW_MS).unref(),
      held: undefined,
    };
    this.kinds.set(key, kind);
  }

  private endWindow(key: string, kind: Kind): void {
    if (kind.held === undefined) {
      this.kinds.delete(key);
      return;
    }
    this.release(kind);
    kind.windowMs = Math.min(kind.windowMs * 2, MAX_WINDOW_MS);
    kind.timer = setTimeout(() => {
      this.endWindow(key, kind);
    }, kind.windowMs).unref();
  }

  /** The oldest kind that nothing is held back of, or else the oldest of all. */
  private forgetOne(): void {
    const [oldest] = this.kinds;
    const [key, kind] =
      [...this.kinds].find(([, { held }]) => held === undefined) ??
      oldest ??
      [];
    if (key !== undefined && kind !== undefined) {
      clearTimeout(kind.timer);
      this.release(kind);
      this.kinds.delete(key);
    }
  }

  private release(kind: Kind): void {
    const { held } = kind;
    if (held === undefined) {
      return;
    }
    kind.held = undefined;
    this.heldLength -= held.length;
    this.tell({
      occurrence: held.occurrence,
      count: held.count,
      traceIds: held.traceIds,
    });
  }
}
