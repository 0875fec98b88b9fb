import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../record/json-value.js';

/** Texts that are cut one after the other before a line is given up as JSON. */
const MAX_CUTS = 32;

/**
 * A line within `maxBytes` of UTF-8. Of a line of JSON the longest text is cut, then the next longest, so that it stays JSON
 * and keeps its ids; any other line is cut at its end. A cut falls between characters and says how long the text was.
 */
export function cutLine(line: string, maxBytes: number): string {
  if (Buffer.byteLength(line) <= maxBytes) {
    return line;
  }
  let record = parseObject(line);
  for (let cuts = 0; record !== undefined && cuts < MAX_CUTS; cuts += 1) {
    const longest = longestText(record);
    const excess = Buffer.byteLength(JSON.stringify(record)) - maxBytes;
    const shorter = cutFromJson(longest, excess);
    if (jsonBytes(shorter) >= jsonBytes(longest)) {
      break;
    }
    record = replaceText(record, longest, shorter);
    const text = JSON.stringify(record);
    if (Buffer.byteLength(text) <= maxBytes) {
      return text;
    }
  }
  return cutText(line, maxBytes);
}

/**
 * A text that is `excess` bytes shorter in JSON. JSON escapes some characters, so less of the text itself may have to go:
 * its share is tried, with something to spare, before all of `excess` is taken from it.
 */
function cutFromJson(text: string, excess: number): string {
  const bytes = Buffer.byteLength(text);
  const escaped = jsonBytes(text);
  const kept = Math.max(0, escaped - excess);
  const shared = cutText(text, Math.floor((bytes / escaped) * kept * 0.98));
  return jsonBytes(shared) <= kept
    ? shared
    : cutText(text, Math.max(0, bytes - excess));
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}

/** A text within `maxBytes` of UTF-8, mark included; only the mark where that alone is longer. */
export function cutText(text: string, maxBytes: number): string {
  const whole = Buffer.from(text);
  if (whole.byteLength <= maxBytes) {
    return text;
  }
  const mark = `…[cut, ${String(whole.byteLength)} bytes in all]`;
  let end = Math.max(0, maxBytes - Buffer.byteLength(mark));
  while (end > 0 && isContinuation(whole[end])) {
    end -= 1;
  }
  return whole.toString('utf8', 0, end) + mark;
}

/** Whether a byte goes on with the character before it. Source: RFC 3629, section 3. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
}

function parseObject(line: string): JsonObject | undefined {
  try {
    const parsed: JsonValue = JSON.parse(line);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function longestText(value: JsonValue): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value !== 'object' || value === null) {
    return '';
  }
  let longest = '';
  for (const item of Object.values<JsonValue>(value)) {
    const text = longestText(item);
    if (text.length > longest.length) {
      longest = text;
    }
  }
  return longest;
}

/** A copy in which one text is another; the order of keys stays. */
function replaceText(
  record: JsonObject,
  text: string,
  replacement: string,
): JsonObject {
  const replace = (value: JsonValue): JsonValue => {
    if (value === text) {
      return replacement;
    }
    if (isJsonObject(value)) {
      return replaceText(value, text, replacement);
    }
    return Array.isArray(value) ? value.map(replace) : value;
  };
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, replace(value)]),
  );
}
