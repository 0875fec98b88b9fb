const SPAN = Symbol('@Span()');

/** Notes that a method opens a span itself; kept beside the class, so that decorators around `@Span()` don't hide it. */
export function markSpan(prototype: object, method: PropertyKey): void {
  Reflect.defineMetadata(
    SPAN,
    true,
    prototype,
    typeof method === 'number' ? String(method) : method,
  );
}

/** Whether `@Span()` stands on the method as this prototype declares it. */
export function opensSpan(prototype: object, method: string): boolean {
  return Reflect.hasOwnMetadata(SPAN, prototype, method);
}
