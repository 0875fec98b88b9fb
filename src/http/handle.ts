const HANDLE = /^[A-Za-z0-9_]{1,64}$/;

/**
 * A handle as the store knows it, in lower case, or undefined when no user can have it: longer than 64 characters (the
 * store's limit) or with anything but letters a–z, digits and `_`. Callers treat such a handle as one that nobody has.
 */
export function parseHandle(text: string): string | undefined {
  const trimmed = text.trim();
  return HANDLE.test(trimmed) ? trimmed.toLowerCase() : undefined;
}
