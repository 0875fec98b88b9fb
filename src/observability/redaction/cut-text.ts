/** Cuts text to a number of UTF-16 units, never through a surrogate pair, and says that it did. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) {
    return text;
  }
  const last = text.charCodeAt(maxLength - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? maxLength - 1 : maxLength;
  return `${text.slice(0, Math.max(0, end))}…`;
}
