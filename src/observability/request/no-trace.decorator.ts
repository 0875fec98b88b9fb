const UNTRACED = Symbol('NoTrace');

/**
 * Keeps methods from becoming spans by themselves: all that a class declares, or one method. What a subclass declares is
 * the subclass's own matter, an override too. `@Span()` on a method is stronger: it was asked for.
 */
export function NoTrace(): ClassDecorator & MethodDecorator {
  return (target: object, key?: PropertyKey): void => {
    if (key === undefined) {
      Reflect.defineMetadata(UNTRACED, true, target);
    } else {
      Reflect.defineMetadata(UNTRACED, true, target, metadataKey(key));
    }
  };
}

/** Whether `@NoTrace()` stands on the class that declares a method, or on the method. */
export function isUntraced(
  prototype: object,
  declaredBy: object,
  method: string,
): boolean {
  return (
    Reflect.hasOwnMetadata(UNTRACED, declaredBy) ||
    Reflect.hasOwnMetadata(UNTRACED, prototype, method)
  );
}

function metadataKey(key: PropertyKey): string | symbol {
  return typeof key === 'number' ? String(key) : key;
}
