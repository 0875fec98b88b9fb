import { types } from 'node:util';
import { CopyBudget, type CopyLimits, DEFAULT_LIMITS } from './copy-budget.js';
import { define } from './define.js';
import { describeOpaque } from './describe-opaque.js';
import { REDACTED, WITHHELD } from './marks.js';
import { redactText } from './redact-text.js';
import { isCardNumber } from './redact-cards.js';
import { isSecretName, secretFieldOf } from './named-secret.js';
import { isSecretKey, isWithheldKey } from './secret-key.js';

/**
 * A deep copy of anything, of plain objects, arrays, strings, numbers, booleans and null only, without secrets: values
 * under secret keys are replaced, and under personal ones where those are not to be shown; secrets inside strings too. Bounded in depth, entries and characters; what is beyond
 * is named in its place (`[too deep]`, `[12 more]`). Errors keep name, message, stack and cause; Maps become objects,
 * Sets arrays; dates ISO 8601; big integers decimal strings; binary data its size. Nothing the value can do (cycles,
 * getters or proxies that throw) throws here: the part concerned becomes `[withheld]`. Never touches the value.
 */
export function redactValue(
  value: unknown,
  limits: Partial<CopyLimits> = {},
): unknown {
  try {
    return copy(value, 0, new CopyBudget({ ...DEFAULT_LIMITS, ...limits }));
  } catch {
    return WITHHELD;
  }
}

function copy(value: unknown, depth: number, budget: CopyBudget): unknown {
  if (typeof value === 'string') {
    return bounded(value, value.length, budget);
  }
  if (typeof value === 'number') {
    if (isCardNumber(value)) {
      return REDACTED;
    }
    return Number.isFinite(value) ? value : String(value);
  }
  if (typeof value === 'boolean' || value === null || value === undefined) {
    return value;
  }
  if (typeof value !== 'object') {
    return describeOpaque(value);
  }
  return copyObject(value, depth, budget);
}

function copyObject(value: object, depth: number, budget: CopyBudget): unknown {
  if (types.isProxy(value)) {
    return WITHHELD;
  }
  if (budget.isOpen(value)) {
    return '[circular]';
  }
  try {
    const opaque = describeOpaque(value);
    if (opaque !== undefined) {
      return opaque;
    }
    if (depth >= budget.limits.maxDepth) {
      return '[too deep]';
    }
    budget.open(value);
    return copyEntries(value, depth + 1, budget);
  } catch {
    return WITHHELD;
  } finally {
    budget.close(value);
  }
}

function copyEntries(
  value: object,
  depth: number,
  budget: CopyBudget,
): unknown {
  if (Array.isArray(value)) {
    return copyList(ownItems(value), value.length, depth, budget);
  }
  if (types.isSet(value)) {
    return copyList(value, value.size, depth, budget);
  }
  const entries: Iterable<readonly [unknown, unknown]> = types.isMap(value)
    ? value
    : ownEntries(value);
  const clean: Record<string, unknown> = {};
  const { maxEntries } = budget.limits;
  const secretField = secretFieldOf(value);
  // An error's own words are told; so is what a stack says.
  const isKeptBack = types.isNativeError(value) ? isSecretKey : isWithheldKey;
  let count = 0;
  for (const [key, item] of entries) {
    if (count >= maxEntries || !budget.takeEntry()) {
      define(clean, '…', '[more entries]');
      break;
    }
    count += 1;
    const name = nameOf(key);
    define(
      clean,
      bounded(name, Math.min(name.length, 256), budget),
      isKeptBack(name) || name === secretField
        ? REDACTED
        : copy(item, depth, budget),
    );
  }
  return clean;
}

function copyList(
  items: Iterable<unknown>,
  length: number,
  depth: number,
  budget: CopyBudget,
): unknown[] {
  const clean: unknown[] = [];
  let isSecret = false;
  for (const item of items) {
    if (clean.length >= budget.limits.maxEntries || !budget.takeEntry()) {
      clean.push(`[${String(length - clean.length)} more]`);
      break;
    }
    clean.push(isSecret ? REDACTED : copy(item, depth, budget));
    // Names and values in turns, as in Node's `rawHeaders`.
    isSecret = clean.length % 2 === 1 && isSecretName(item);
  }
  return clean;
}

function* ownItems(list: readonly unknown[]): Generator {
  for (let index = 0; index < list.length; index += 1) {
    yield read(list, index);
  }
}

/** Own enumerable properties one by one, so that one getter that throws costs its own value only. */
function* ownEntries(value: object): Generator<readonly [string, unknown]> {
  if (types.isNativeError(value)) {
    for (const key of ['name', 'message', 'stack', 'cause', 'errors']) {
      const item = read(value, key);
      if (item !== undefined) {
        yield [key, item];
      }
    }
  }
  for (const key in value) {
    if (Object.hasOwn(value, key)) {
      yield [key, read(value, key)];
    }
  }
}

function read(value: object, key: string | number): unknown {
  try {
    const item: unknown = Reflect.get(value, key);
    return item;
  } catch {
    return WITHHELD;
  }
}

function nameOf(key: unknown): string {
  if (typeof key === 'string') {
    return key;
  }
  return typeof key === 'number' || typeof key === 'boolean'
    ? String(key)
    : `[${key === null ? 'null' : typeof key}]`;
}

function bounded(text: string, length: number, budget: CopyBudget): string {
  const granted = budget.takeCharacters(length);
  return redactText(
    text,
    granted < text.length ? granted : budget.limits.maxStringLength,
  );
}
