const INVISIBLE = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

/** Whether nothing of a text would be seen: white space, control and zero-width characters only, or no text at all. */
export function isBlank(text: string): boolean {
  return INVISIBLE.test(text);
}

/**
 * A text as PostgreSQL can keep it. NUL and lone surrogates have no place in its UTF-8, and become U+FFFD, the mark for
 * what could not be represented (Unicode, section 3.9): a client keeps its post, and sees what happened.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}');
}
