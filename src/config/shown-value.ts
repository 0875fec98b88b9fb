const MAX_SHOWN_CHARACTERS = 60;

/**
 * A variable's value as a problem may quote it: in quotes, on one line, at most 60 characters.
 * A secret reads `[secret]`; so does a URL that may carry credentials in its user part or its query.
 */
export function shownValue(value: string, secret: boolean): string {
  if (secret || value.includes('@') || /:\/\/.*\?/s.test(value)) {
    return '[secret]';
  }
  const characters = Array.from(value);
  const cut =
    characters.length > MAX_SHOWN_CHARACTERS
      ? `${characters.slice(0, MAX_SHOWN_CHARACTERS).join('')}…`
      : value;
  return JSON.stringify(cut);
}
