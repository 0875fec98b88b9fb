import { wildcardMatch } from '../../request/index.js';
import type { LogLevel } from '../record/log-level.js';

/** The least severe level written by context: the name given to Nest's `Logger`, in which `*` stands for any text. */
export type LevelsByContext = Readonly<Record<string, LogLevel>>;

/** Contexts whose level is remembered; any call may invent one. */
const MAX_KNOWN = 1000;

/** Finds a context's level: of several rules that fit, the one without a `*` counts, else the longest. Case does not count. */
export class ContextLevels {
  private readonly ordered: readonly (readonly [string, LogLevel])[];
  private readonly known = new Map<string, LogLevel | undefined>();

  constructor(readonly rules: LevelsByContext = {}) {
    this.ordered = Object.entries(rules).toSorted(
      ([a], [b]) =>
        Number(a.includes('*')) - Number(b.includes('*')) ||
        b.length - a.length,
    );
  }

  get isEmpty(): boolean {
    return this.ordered.length === 0;
  }

  /** The level of a context; undefined where no rule names it. */
  of(context: string | undefined): LogLevel | undefined {
    if (context === undefined || this.isEmpty) {
      return undefined;
    }
    if (this.known.has(context)) {
      return this.known.get(context);
    }
    const level = this.ordered.find(([pattern]) =>
      wildcardMatch(pattern, context),
    )?.[1];
    if (this.known.size >= MAX_KNOWN) {
      this.known.clear();
    }
    this.known.set(context, level);
    return level;
  }
}
