import type { JsonObject } from '../store/records.js';
import type { Finding } from '../store/violation.js';

/** A segment or subsegment. */
export type EntityKind = 'segment' | 'subsegment';

const ANNOTATION_KEY = /^[\w.]{1,500}$/;
/** Longest annotation value, characters (X-Ray segment document schema 1.0.0). */
const MAX_ANNOTATION_CHARACTERS = 1_000;
const URL_WITH_PASSWORD = /\/\/[^/@:\s]*:[^/@\s]+@/;

/**
 * Checks what a schema cannot say of one segment or subsegment: its end, its
 * flags against its HTTP status, its annotations, metadata and SQL. Source:
 * AWS X-Ray developer guide, "Segment documents".
 */
export function checkEntity(entity: JsonObject, kind: EntityKind): Finding[] {
  return [
    ...checkEnd(entity, kind),
    ...checkFlags(entity, kind),
    ...checkAnnotations(entity, kind),
    ...checkMetadata(entity, kind),
    ...checkSql(entity, kind),
  ];
}

function checkEnd(entity: JsonObject, kind: EntityKind): Finding[] {
  const { start_time: start, end_time: end, in_progress: open } = entity;
  if (end === undefined && open !== true) {
    return [
      {
        rule: `${kind}.end_time`,
        message: 'needs an end_time, or in_progress: true',
        refused: true,
      },
    ];
  }
  if (end !== undefined && open === true) {
    return [
      {
        rule: `${kind}.in_progress`,
        message: 'has an end_time and is in progress',
        refused: false,
      },
    ];
  }
  return typeof start === 'number' && typeof end === 'number' && end < start
    ? [
        {
          rule: `${kind}.end-before-start`,
          message: `ends ${start - end} s before it starts`,
          refused: false,
        },
      ]
    : [];
}

function checkFlags(entity: JsonObject, kind: EntityKind): Finding[] {
  const status = member(member(entity['http'], 'response'), 'status');
  if (typeof status !== 'number') return [];
  const expected: string[] = [];
  if (status >= 400 && status < 500) expected.push('error');
  if (status === 429) expected.push('throttle');
  if (status >= 500) expected.push('fault');
  return expected
    .filter((flag) => entity[flag] !== true)
    .map((flag) => ({
      rule: `${kind}.${flag}-missing`,
      message: `answered ${status} without ${flag}: true`,
      refused: false,
    }));
}

function checkAnnotations(entity: JsonObject, kind: EntityKind): Finding[] {
  return entriesOf(entity['annotations']).flatMap(([key, value]) => {
    const findings: Finding[] = [];
    if (!ANNOTATION_KEY.test(key)) {
      findings.push({
        rule: `${kind}.annotations.key`,
        message: `the annotation key "${key}" may hold A-Z a-z 0-9 _ . only, 1 to 500 of them`,
        refused: true,
      });
    }
    const scalar =
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean';
    if (!scalar) {
      findings.push({
        rule: `${kind}.annotations.value`,
        message: `the annotation ${key} must be a string, number or boolean`,
        refused: true,
      });
    } else if (String(value).length > MAX_ANNOTATION_CHARACTERS) {
      findings.push({
        rule: `${kind}.annotations.value`,
        message: `the annotation ${key} passes ${MAX_ANNOTATION_CHARACTERS} characters`,
        refused: true,
      });
    }
    return findings;
  });
}

function checkMetadata(entity: JsonObject, kind: EntityKind): Finding[] {
  return entriesOf(entity['metadata']).flatMap(([namespace, value]) => {
    const findings: Finding[] = [];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      findings.push({
        rule: `${kind}.metadata.namespace`,
        message: `the metadata namespace ${namespace} must be an object`,
        refused: true,
      });
    }
    for (const key of [namespace, ...entriesOf(value).map(([k]) => k)]) {
      if (!key.startsWith('AWS.')) continue;
      findings.push({
        rule: `${kind}.metadata.reserved`,
        message: `the metadata key ${key} begins with AWS., which is reserved`,
        refused: false,
      });
    }
    return findings;
  });
}

function checkSql(entity: JsonObject, kind: EntityKind): Finding[] {
  const sql = entity['sql'];
  const text = `${String(member(sql, 'url'))} ${String(member(sql, 'connection_string'))}`;
  return URL_WITH_PASSWORD.test(text) || /\b(?:password|pwd)\s*=/i.test(text)
    ? [
        {
          rule: `${kind}.sql.password`,
          message: 'the SQL connection carries a password',
          refused: false,
        },
      ]
    : [];
}

function member(value: unknown, key: string): unknown {
  return entriesOf(value).find(([name]) => name === key)?.[1];
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : [];
}
