import type { Context, Span, SpanOptions } from '@opentelemetry/api';

/** A folded call that may yet become a span, with its times in milliseconds of the spans' clock. */
export interface FoldedCall {
  readonly options: SpanOptions;
  readonly context: Context;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** The calls of one name below one parent. */
export class Siblings {
  /** Calls that were given a span when they began. */
  recorded = 0;
  /** Calls without a span, those still running among them. */
  count = 0;
  /** Time of the finished calls among `count`, in milliseconds. */
  durationMs = 0;
  /** Failed calls that got a span afterwards. */
  keptFailures = 0;
  /** Failed calls without a span. */
  foldedFailures = 0;
  slowest: FoldedCall | undefined;

  constructor(readonly name: string) {}
}

/** What one parent keeps of its children: by name, so no larger than the application's lists of methods and queries. */
export class FoldTable {
  private readonly byName = new Map<string, Siblings>();

  siblings(name: string): Siblings {
    let siblings = this.byName.get(name);
    if (siblings === undefined) {
      siblings = new Siblings(name);
      this.byName.set(name, siblings);
    }
    return siblings;
  }

  all(): Iterable<Siblings> {
    return this.byName.values();
  }
}

const tables = new WeakMap<object, FoldTable>();

export function foldTableOf(parent: Span): FoldTable {
  let table = tables.get(parent);
  if (table === undefined) {
    table = new FoldTable();
    tables.set(parent, table);
  }
  return table;
}

/** The table of a parent whose children were counted; it is forgotten. */
export function takeFoldTable(parent: object): FoldTable | undefined {
  const table = tables.get(parent);
  tables.delete(parent);
  return table;
}
