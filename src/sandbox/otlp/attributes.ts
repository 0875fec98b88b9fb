import type { AttributeValue, Attributes } from '../store/records.js';
import type { Finding } from '../store/violation.js';
import type { KeyValue } from './schema/any-value.js';

/** Longest attribute value Honeycomb takes, bytes of UTF-8 (Honeycomb documentation, "Limits"). */
const MAX_ATTRIBUTE_BYTES = 65_535;

/** Attributes by key; of two with one key the last stays. */
export function toAttributes(pairs: readonly KeyValue[]): Attributes {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}

/**
 * Checks attributes: keys present and unique (OTLP `common.proto`), values
 * within Honeycomb's size. Honeycomb turns a record away for the size alone.
 */
export function checkAttributes(
  pairs: readonly KeyValue[],
  where: string,
): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const { key, value } of pairs) {
    if (key === '') {
      findings.push({
        rule: `${where}.attributes.key-empty`,
        message: `An attribute of the ${where} has an empty key.`,
        refused: false,
      });
    }
    if (seen.has(key)) {
      findings.push({
        rule: `${where}.attributes.key-duplicate`,
        message: `The attribute "${key}" of the ${where} occurs twice.`,
        refused: false,
      });
    }
    seen.add(key);
    const bytes = valueBytes(value);
    if (bytes > MAX_ATTRIBUTE_BYTES) {
      findings.push({
        rule: `${where}.attributes.value-too-long`,
        message: `The attribute "${key}" of the ${where} is ${bytes} bytes; at most ${MAX_ATTRIBUTE_BYTES} are taken.`,
        refused: true,
      });
    }
  }
  return findings;
}

/** Checks the attributes of a resource, `service.name` among them: Honeycomb makes the dataset's name of it. */
export function checkResource(pairs: readonly KeyValue[]): Finding[] {
  const findings = checkAttributes(pairs, 'resource');
  const name = pairs.find(({ key }) => key === 'service.name')?.value;
  if (typeof name !== 'string' || name === '') {
    findings.push({
      rule: 'resource.service-name-missing',
      message: 'The resource has no service.name.',
      refused: false,
    });
  }
  return findings;
}

function valueBytes(value: AttributeValue): number {
  return Buffer.byteLength(
    typeof value === 'string' ? value : JSON.stringify(value),
  );
}
