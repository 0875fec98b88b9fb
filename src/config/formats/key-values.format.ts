import { format, FormatError } from './format.js';

/**
 * Reads `key=value,key=value`, percent-encoded, as OTEL_RESOURCE_ATTRIBUTES and OTEL_EXPORTER_OTLP_HEADERS are written.
 * Problems count entries from 1 and never quote them, for they may be secret.
 * https://opentelemetry.io/docs/specs/otel/resource/sdk/#specifying-resource-information-via-an-environment-variable
 */
export function parseKeyValues(text: string): Record<string, string> {
  const entries = text.split(',').flatMap((entry, index) => {
    if (entry.trim() === '') {
      return [];
    }
    const equals = entry.indexOf('=');
    const key = decode(entry.slice(0, Math.max(equals, 0)), index);
    if (key === '') {
      throw new FormatError(`has no key=value in entry ${index + 1}`);
    }
    return [[key, decode(entry.slice(equals + 1), index)]];
  });
  return Object.fromEntries(entries);
}

/** OpenTelemetry resource attributes. */
export const resourceAttributes = format(parseKeyValues);

/** HTTP header fields, names in lower case (RFC 9110, sections 5.1 and 5.5). */
export const headers = format((text) =>
  Object.fromEntries(
    Object.entries(parseKeyValues(text)).map(([name, value]) => {
      if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
        throw new FormatError('has a header name with an illegal character');
      }
      return [name.toLowerCase(), parseHeaderValue(value)];
    }),
  ),
);

/** Refuses what an HTTP header cannot carry as it is: control characters and anything beyond ASCII. */
export function parseHeaderValue(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) {
    throw new FormatError('has a character that an HTTP header cannot carry');
  }
  return text;
}

function decode(text: string, index: number): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    throw new FormatError(
      `has a percent sign that encodes nothing in entry ${index + 1}`,
      'write a percent sign as %25, a comma as %2C',
    );
  }
}
