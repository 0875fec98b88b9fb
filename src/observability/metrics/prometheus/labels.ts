import type { Attributes } from '@opentelemetry/api';
import { labelName } from './names.js';

/** Names and values of labels, each name once. */
export type Labels = ReadonlyMap<string, string>;

/**
 * Attributes as labels, in the order of their keys. Two whose names become one are told together, separated by `;`. `le` is
 * the label of buckets; an attribute of that name is `exported_le`, as Prometheus has it.
 *
 * @param others labels beside them, which go before an attribute of the same name
 */
export function labelsOf(attributes: Attributes, others?: Labels): Labels {
  const labels = new Map<string, string>();
  for (const key of Object.keys(attributes).toSorted()) {
    const value = attributes[key];
    const name = key === 'le' ? 'exported_le' : labelName(key);
    if (value !== undefined && name !== '') {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const before = labels.get(name);
      labels.set(name, before === undefined ? text : `${before};${text}`);
    }
  }
  for (const [name, value] of others ?? []) {
    labels.set(name, value);
  }
  return labels;
}

/** One label more. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  return new Map([...labels, [name, value]]);
}

/** A value in quotes. Source: Prometheus, "Exposition formats": `\\`, `"` and line feed are escaped. */
export function quoted(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
