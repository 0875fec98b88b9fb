import { REDACTED, WITHHELD } from './marks.js';
import { redactText } from './redact-text.js';
import { redactUrl } from './redact-url.js';
import { isWithheldKey } from './secret-key.js';

/** Headers whose value is a URL (RFC 9110, `content-location`, `location`, `referer`). */
const URLS = new Set(['content-location', 'location', 'referer']);

/** Characters of one header value that are kept. */
const MAX_LENGTH = 2048;

/**
 * A copy of HTTP headers without their secrets, names in lower case, several values joined by a comma and a space.
 * Never throws, never touches what it is given.
 */
export function redactHeaders(
  headers: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const clean: [string, string][] = [];
  try {
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined && value !== null) {
        clean.push([
          redactText(name.toLowerCase(), MAX_LENGTH),
          redactHeader(name, value),
        ]);
      }
    }
  } catch {
    return {};
  }
  return Object.fromEntries(clean);
}

function redactHeader(name: string, value: unknown): string {
  if (isWithheldKey(name)) {
    return REDACTED;
  }
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  const text = parts
    .map((part) =>
      typeof part === 'string' || typeof part === 'number'
        ? String(part)
        : WITHHELD,
    )
    .join(', ');
  return redactText(
    URLS.has(name.toLowerCase()) ? redactUrl(text) : text,
    MAX_LENGTH,
  );
}
