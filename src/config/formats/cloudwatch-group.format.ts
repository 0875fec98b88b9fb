import { format, FormatError } from './format.js';
import { parseKeyValues } from './key-values.format.js';
import { RETENTION_DAYS } from './retention-days.js';

/** Days that a log group keeps its lines. */
export const retentionDays = format((text): number => {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!RETENTION_DAYS.some((allowed) => allowed === days)) {
    throw new FormatError('is no time that CloudWatch Logs knows');
  }
  return days;
});

/** Bounds of tags. Source: CloudWatch Logs API reference, CreateLogGroup and TagResource. */
const MAX_TAGS = 50;
const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Tags of a log group. */
export const logGroupTags = format((text): Readonly<Record<string, string>> => {
  const tags = parseKeyValues(text);
  const entries = Object.entries(tags);
  if (entries.length > MAX_TAGS) {
    throw new FormatError(`has more than ${MAX_TAGS} tags`);
  }
  for (const [key, value] of entries) {
    if (!KEY.test(key) || !VALUE.test(value)) {
      throw new FormatError(
        'has a tag that is too long or has an illegal character',
        'keys have at most 128 characters, values 256: letters, digits, spaces and _ . : / = + - @',
      );
    }
    if (/^aws:/i.test(key)) {
      throw new FormatError('has a tag that begins with aws:, which is AWS’s');
    }
  }
  return tags;
});
