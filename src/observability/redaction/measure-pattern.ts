/** What `*`, `+` and `{n,}` count as. */
const UNBOUNDED = 1024;

/** How costly a regular expression can be. */
export interface PatternMeasure {
  /** An upper bound of the ways in which it can match at one place. */
  readonly ways: number;
  /** What makes its time impossible to bound. */
  readonly problem?: string;
}

interface Part {
  ways: number;
  /** Whether it repeats or chooses somewhere inside. */
  varies: boolean;
}

const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;
const ESCAPE = /\\(?:u[\da-f]{4}|x[\da-f]{2}|c[a-z]|k<|\d+|.)/isy;
const CLASS = /\[\^?(?:\\.|[^\]\\])*\]/sy;
const GROUP = /\((?:\?(?:<[=!]|<[^>]*>|[=!]|[a-z-]*:))?/y;

/** Reads a valid regular expression without flag `u` or `v`, part by part. Takes linear time. */
export function measurePattern(source: string): PatternMeasure {
  const open: Part[] = [{ ways: 1, varies: false }];
  let last: Part = { ways: 1, varies: false };
  let at = 0;
  while (at < source.length) {
    const top = open.at(-1) ?? last;
    const character = source[at];
    const escape = character === '\\' ? taken(ESCAPE, source, at) : '';
    if (/^\\(?:[1-9]|k<)/.test(escape)) {
      return { ways: Infinity, problem: 'has a back reference' };
    }
    const quantifier = quantified(source, at);
    if (quantifier !== undefined) {
      at += quantifier.length;
      if (quantifier.max > 1 && last.varies) {
        return {
          ways: Infinity,
          problem: 'repeats a group that itself repeats or chooses',
        };
      }
      top.ways *= quantifier.max - quantifier.min + 1;
      top.varies ||= quantifier.max !== quantifier.min;
    } else if (character === '(') {
      const group = taken(GROUP, source, at);
      if (/^\(\?<?[=!]/.test(group)) {
        return { ways: Infinity, problem: 'looks around' };
      }
      open.push({ ways: 1, varies: false });
      at += group.length;
    } else if (character === ')') {
      last = open.pop() ?? last;
      const outer = open.at(-1) ?? last;
      outer.ways *= last.ways;
      outer.varies ||= last.varies;
      at += 1;
    } else if (character === '|') {
      top.ways *= 2;
      top.varies = true;
      at += 1;
    } else {
      last = { ways: 1, varies: false };
      const part = character === '[' ? taken(CLASS, source, at) : escape;
      at += Math.max(1, part.length);
    }
  }
  return { ways: open[0]?.ways ?? 1 };
}

function quantified(
  source: string,
  at: number,
):
  | { readonly length: number; readonly min: number; readonly max: number }
  | undefined {
  QUANTIFIER.lastIndex = at;
  const match = QUANTIFIER.exec(source);
  if (match === null) {
    return undefined;
  }
  const [, least, isRange, most] = match;
  const { length } = match[0];
  if (least !== undefined) {
    const min = Number(least);
    const max =
      isRange === undefined
        ? min
        : most === ''
          ? min + UNBOUNDED
          : Number(most);
    return { length, min, max };
  }
  const isOptional = source[at] === '?';
  return { length, min: 0, max: isOptional ? 1 : UNBOUNDED };
}

function taken(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}
