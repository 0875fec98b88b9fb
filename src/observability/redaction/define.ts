/**
 * Sets a property of any name as plain data, also of one that every object inherits (`__proto__`, `toString`). A plain object
 * is written as JSON many times faster than one without prototype.
 */
export function define<T>(
  target: Record<string, T>,
  key: string,
  value: T,
): void {
  if (key in target) {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } else {
    target[key] = value;
  }
}
