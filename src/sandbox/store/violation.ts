import type { Vendor } from './vendor.js';

/** Longest excerpt kept with a violation, in characters. */
const MAX_EXCERPT_CHARACTERS = 500;

/** A breach of a vendor's contract. */
export interface Violation {
  readonly vendor: Vendor;
  /** The rule broken, stable and dotted, for example `segment.http.request.url`. */
  readonly rule: string;
  /** What was wrong, for a person. */
  readonly message: string;
  /** The beginning of what broke it, without credentials. */
  readonly excerpt: string;
  /** When it was seen, milliseconds since the epoch. */
  readonly at: number;
  /** Whether the sender was turned away; a vendor tolerates some breaches. */
  readonly refused: boolean;
  /** The trace concerned, 32 hex digits, where it could be read. */
  readonly traceId?: string;
}

/** A breach found while checking, before it is known where it belongs. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
  /** Whether the vendor turns the record away for it. */
  readonly refused: boolean;
}

/**
 * Shortens anything to an excerpt. Rollbar access tokens that stand in a body
 * under their own name are blanked.
 */
export function toExcerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (safeJson(value) ?? '');
  return withoutTokens(text.slice(0, MAX_EXCERPT_CHARACTERS * 2)).slice(
    0,
    MAX_EXCERPT_CHARACTERS,
  );
}

/** A text with the Rollbar access tokens blanked that stand in it under their own name. */
export function withoutTokens(text: string): string {
  return text.replaceAll(
    /(access_token(?:%22|\\?["'])?\s*(?:[:=]|%3A)\s*(?:%22|\\?["'])?)[^"'\\&\s,}%]*/gi,
    '$1[withheld]',
  );
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
