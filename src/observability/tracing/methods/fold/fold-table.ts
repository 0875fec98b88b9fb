import type { Context, SpanOptions } from '@opentelemetry/api';
import type { RecordedSpan } from '../../../request/index.js';

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

/** Names up to which a list is searched faster than a map. */
const MAX_LISTED = 16;

/** What one parent keeps of its children: by name, so no larger than the application's lists of methods and queries. */
export class FoldTable {
  private readonly list: Siblings[] = [];
  private byName: Map<string, Siblings> | undefined;

  siblings(name: string): Siblings {
    return this.known(name) ?? this.begin(name);
  }

  all(): readonly Siblings[] {
    return this.list;
  }

  private known(name: string): Siblings | undefined {
    if (this.byName !== undefined) {
      return this.byName.get(name);
    }
    for (const siblings of this.list) {
      if (siblings.name === name) {
        return siblings;
      }
    }
    return undefined;
  }

  private begin(name: string): Siblings {
    const siblings = new Siblings(name);
    this.list.push(siblings);
    this.byName?.set(name, siblings);
    if (this.byName === undefined && this.list.length > MAX_LISTED) {
      this.byName = new Map(this.list.map((each) => [each.name, each]));
    }
    return siblings;
  }
}

export function foldTableOf(parent: RecordedSpan): FoldTable {
  if (parent.folds instanceof FoldTable) {
    return parent.folds;
  }
  const table = new FoldTable();
  parent.folds = table;
  return table;
}

/** The table of a parent whose children were counted; it is forgotten. */
export function takeFoldTable(parent: RecordedSpan): FoldTable | undefined {
  const table = parent.folds;
  parent.folds = undefined;
  return table instanceof FoldTable ? table : undefined;
}
