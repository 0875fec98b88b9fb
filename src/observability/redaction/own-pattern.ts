import { REDACTED, WITHHELD } from './marks.js';
import { measurePattern } from './measure-pattern.js';
import { RedactionError } from './redaction.error.js';

/** Characters of a pattern's source. */
const MAX_SOURCE = 500;
/** Ways in which a pattern may match at one place; a bound of the steps it takes there. */
const MAX_WAYS = 4096;
/** Characters in which a match must begin, before the clock is looked at again. */
const WINDOW = 1024;
/** Characters that a match may reach beyond. */
const REACH = 4096;
/** Time that the patterns may take for one text, in milliseconds. */
const MAX_MS = 50;

const MARKS = /(\[redacted\]|\[withheld\])/;

/**
 * A regular expression of the application's own. It is run on text that strangers wrote, so that one which takes exponential
 * or polynomial time is refused at once, by rules that can be checked: no back references, no look-around, no repeated group
 * that itself repeats or chooses, and no more than 4,096 ways to match at one place, where each `*`, `+` and `{n,}` counts as
 * 1,024. `acme-[a-z]+-\d+` is refused for it, `acme-[a-z]{1,32}-\d+` is not. Besides, time is bounded as it runs: a text for
 * which it takes longer than 50 ms is withheld.
 */
export class OwnPattern {
  private readonly pattern: RegExp;

  /** @throws RedactionError `REDACTION_PATTERN_INVALID`, `REDACTION_PATTERN_UNSAFE` */
  constructor(readonly text: string) {
    const [, literal, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
    const source = literal ?? text;
    if (source === '' || source.length > MAX_SOURCE) {
      throw invalid(
        text,
        `has no, or more than ${String(MAX_SOURCE)} characters`,
      );
    }
    if (!/^i?$/.test(flags)) {
      throw invalid(text, 'has a flag other than i');
    }
    this.pattern = compile(text, source, `g${flags}`);
    const { ways, problem } = measurePattern(source);
    if (problem !== undefined) {
      throw unsafe(text, problem);
    }
    if (ways > MAX_WAYS) {
      throw unsafe(
        text,
        `can match in more than ${String(MAX_WAYS)} ways at one place; bound what repeats, as in {1,32}`,
      );
    }
    if (this.matches('') || this.matches(REDACTED) || this.matches(WITHHELD)) {
      throw invalid(
        text,
        `matches nothing at all, or part of ${REDACTED} or ${WITHHELD}`,
      );
    }
  }

  /** @returns the text without what matches; undefined where that takes too long */
  redact(text: string): string | undefined {
    const until = performance.now() + MAX_MS;
    const pieces: string[] = [];
    for (const piece of text.split(MARKS)) {
      const clean = MARKS.test(piece) ? piece : this.redactPiece(piece, until);
      if (clean === undefined) {
        return undefined;
      }
      pieces.push(clean);
    }
    return pieces.join('');
  }

  private redactPiece(text: string, until: number): string | undefined {
    let clean = '';
    let at = 0;
    while (at < text.length) {
      if (at > 0 && performance.now() > until) {
        return undefined;
      }
      // One character before, for what looks at word boundaries.
      const from = Math.max(0, at - 1);
      const read = text.slice(from, at + WINDOW + REACH);
      this.pattern.lastIndex = at - from;
      const match = this.pattern.exec(read);
      const begin = match === null ? Infinity : from + match.index;
      if (match === null || begin >= at + WINDOW) {
        clean += text.slice(at, at + WINDOW);
        at += WINDOW;
      } else {
        clean += text.slice(at, begin) + REDACTED;
        at = endOf(
          text,
          begin + Math.max(1, match[0].length),
          from + read.length,
        );
      }
    }
    return clean;
  }

  private matches(text: string): boolean {
    this.pattern.lastIndex = 0;
    return this.pattern.test(text);
  }
}

/** A match that reached the end of what was read goes on to the end of its word. */
function endOf(text: string, end: number, readTo: number): number {
  if (end < readTo || readTo >= text.length) {
    return end;
  }
  const rest = text.slice(end).search(/\s/);
  return rest < 0 ? text.length : end + rest;
}

function compile(text: string, source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    throw invalid(text, 'is no regular expression');
  }
}

function invalid(text: string, why: string): RedactionError {
  return new RedactionError(
    'REDACTION_PATTERN_INVALID',
    `The pattern ${text.slice(0, MAX_SOURCE)} ${why}`,
  );
}

function unsafe(text: string, why: string): RedactionError {
  return new RedactionError(
    'REDACTION_PATTERN_UNSAFE',
    `The pattern ${text} ${why}`,
  );
}
