/**
 * Whether a property can only ever be seen as it is: own, of a frozen object. A proxy that shows another value for it throws
 * (ECMAScript, "[[Get]]" of proxies).
 */
export function isFixedProperty(object: object, key: PropertyKey): boolean {
  const property = Reflect.getOwnPropertyDescriptor(object, key);
  return property?.configurable === false && property.writable === false;
}

/** Whether `test` holds; not where it throws, as it does for a value that can't even be looked at. */
export function holds<T>(
  value: unknown,
  test: (value: unknown) => value is T,
): value is T {
  try {
    return test(value);
  } catch {
    return false;
  }
}
