import { CleanTexts } from './clean-texts.js';
import { OwnPattern } from './own-pattern.js';
import { RecurringTexts } from './recurring-texts.js';
import { RedactionError } from './redaction.error.js';
import type { PersonalRules, RedactionOptions } from './redaction.options.js';
import { SegmentRule } from './segment-rule.js';

/** What the redactor goes by, made ready once. */
export interface Rules {
  /** Fragments of further secret names, plain. */
  readonly fragments: readonly string[];
  readonly patterns: readonly OwnPattern[];
  /** Personal names, plain; those of `endings` count at the end of a name too. */
  readonly names: ReadonlySet<string>;
  readonly endings: readonly string[];
  readonly segments: SegmentRule | undefined;
  /** Keys that were asked about before, with the answer. */
  readonly secretKeys: Map<string, boolean>;
  readonly withheldKeys: Map<string, boolean>;
  /** Names that were told before, as they are told. */
  readonly toldNames: Map<string, string>;
  /** Texts and paths of requests that were told before, as they are told. */
  readonly recurring: RecurringTexts;
  readonly recurringPaths: RecurringTexts;
  /** Texts that were looked through before and had no secret in them. */
  readonly clean: CleanTexts;
}

/** Shorter ones occur in every other name. */
const MIN_FRAGMENT = 3;

/** Texts that are remembered with what they became. */
const MAX_RECURRING = 1000;
/** UTF-16 units of texts that are remembered because they are clean: as many again may be. */
const MAX_CLEAN_UNITS = 262_144;

let active: Rules = toRules({});

/** The rules in force. */
export function activeRules(): Rules {
  return active;
}

/**
 * Sets the rules for this process, in place of those before: telemetry leaves one process by many doors, and all follow one
 * set. Without a call, secrets are kept back and nothing else is.
 *
 * @throws RedactionError for a rule that can't be followed; the rules before stay in force
 */
export function startRedaction(options: RedactionOptions = {}): void {
  active = toRules(options);
}

/** A name without case and separators. */
export function plainName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function toRules({
  keys = [],
  patterns = [],
  personal,
}: RedactionOptions): Rules {
  return {
    fragments: keys.map(fragmentOf),
    patterns: patterns.map((text) => new OwnPattern(text)),
    ...personalNames(personal?.keys ?? []),
    segments: segmentRuleOf(personal),
    secretKeys: new Map(),
    withheldKeys: new Map(),
    toldNames: new Map(),
    recurring: new RecurringTexts(MAX_RECURRING),
    recurringPaths: new RecurringTexts(MAX_RECURRING),
    clean: new CleanTexts(MAX_CLEAN_UNITS),
  };
}

function fragmentOf(key: string): string {
  const fragment = plainName(key);
  if (fragment.length < MIN_FRAGMENT) {
    throw new RedactionError(
      'REDACTION_KEY_INVALID',
      `The fragment ${JSON.stringify(key)} of a secret name has fewer than ${String(MIN_FRAGMENT)} letters and digits; give a longer one`,
    );
  }
  return fragment;
}

function personalNames(
  keys: readonly string[],
): Pick<Rules, 'names' | 'endings'> {
  const names = new Set<string>();
  const endings: string[] = [];
  for (const key of keys) {
    const name = plainName(key);
    if (name === '') {
      throw new RedactionError(
        'REDACTION_KEY_INVALID',
        `The personal name ${JSON.stringify(key)} has no letter and no digit`,
      );
    }
    names.add(name);
    if (key.startsWith('*')) {
      endings.push(name);
    }
  }
  return { names, endings };
}

function segmentRuleOf(
  personal: PersonalRules | undefined,
): SegmentRule | undefined {
  const prefixes = personal?.segmentPrefixes ?? [];
  return prefixes.length === 0 ? undefined : new SegmentRule(prefixes);
}
