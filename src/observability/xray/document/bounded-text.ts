/**
 * Cuts a text to `maxLength` characters and says how many are missing. Never parts a surrogate pair.
 *
 * @param maxLength UTF-16 units of the text that stay; the marker comes on top
 */
export function boundedText(text: string, maxLength: number): string {
  if (text.length <= maxLength) {
    return text;
  }
  const kept = cutText(text, maxLength);
  return `${kept}…[${String(text.length - kept.length)} more characters]`;
}

/** The first `maxLength` UTF-16 units at the most, without half a surrogate pair at the end. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) {
    return text;
  }
  const last = text.charCodeAt(maxLength - 1);
  const halved = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, halved ? maxLength - 1 : maxLength);
}
