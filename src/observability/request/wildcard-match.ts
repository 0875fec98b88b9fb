/**
 * Whether `text` matches a pattern in which `*` stands for any characters and `?` for exactly one; case does not count.
 * Steps at most pattern × text, whatever the pattern.
 */
export function wildcardMatch(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  let index = 0;
  while (index < given.length) {
    if (wanted[at] === '*') {
      star = at;
      resumeAt = index;
      at += 1;
    } else if (
      at < wanted.length &&
      (wanted[at] === '?' || wanted[at] === given[index])
    ) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      index = resumeAt;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') {
    at += 1;
  }
  return at === wanted.length;
}
