const MENTION =
  /(?<![\p{L}\p{N}\p{M}_@])@([A-Za-z0-9_]{1,64})(?![\p{L}\p{N}\p{M}_])/gu;

/**
 * The handles a text mentions as whole words, in lower case and once each. `@worf!` and `(@worf)` mention worf;
 * `mail@worf`, `@@worf` and `@worfson` do not.
 */
export function mentionsIn(text: string): string[] {
  const handles = new Set<string>();
  for (const match of text.matchAll(MENTION))
    if (match[1] !== undefined) handles.add(match[1].toLowerCase());
  return [...handles];
}
