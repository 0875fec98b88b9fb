import { REDACTED } from './marks.js';
import { RedactionError } from './redaction.error.js';

/** Takes what follows a prefix out of path segments: of `/users/@worf` everything but `/users/@`. */
export class SegmentRule {
  private readonly inPath: RegExp;
  private readonly inText: RegExp;
  /** A character that every segment meant has in it, for each prefix. */
  private readonly marks: readonly string[];

  /** @throws RedactionError for an empty prefix, or one with a `/` */
  constructor(prefixes: readonly string[]) {
    const prefix = prefixes.map(spellings).join('|');
    this.marks = ['%', ...new Set(prefixes.map((text) => text.charAt(0)))];
    this.inPath = new RegExp(`(/)(${prefix})[^/?#]+`, 'gi');
    // Packages have such names too (`node_modules/@nestjs`), and so do parameters of routes (`/@:handle`, `/@{handle}`).
    this.inText = new RegExp(
      `(?<!node_modules|\\.pnpm)(/|%(?:25)*2F)(${prefix})(?![:{])[^\\s/?#"'<>\`,;|\\\\)&]+`,
      'gi',
    );
  }

  /** A path, or an absolute URL without query. */
  redactPath(path: string): string {
    return this.mayApply(path)
      ? path.replace(this.inPath, `$1$2${REDACTED}`)
      : path;
  }

  /** Paths anywhere in a text. */
  redactText(text: string): string {
    return this.mayApply(text)
      ? text.replace(this.inText, `$1$2${REDACTED}`)
      : text;
  }

  private mayApply(text: string): boolean {
    return this.marks.some((mark) => text.includes(mark));
  }
}

/** A prefix as it may stand in a URL: each character as it is, or percent-encoded, once or more often. */
function spellings(prefix: string): string {
  if (prefix === '' || prefix.includes('/')) {
    throw new RedactionError(
      'REDACTION_KEY_INVALID',
      `${JSON.stringify(prefix)} is no beginning of a path segment`,
    );
  }
  return Array.from(prefix)
    .map((character) => {
      const encoded = [...Buffer.from(character)]
        .map((byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`)
        .join('');
      return `(?:${character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')}|${encoded})`;
    })
    .join('');
}
