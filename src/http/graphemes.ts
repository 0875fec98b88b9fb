const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Whether a text has more than `max` characters as a person counts them (extended grapheme clusters, UAX #29): a flag,
 * a family emoji or a letter with its accents is one. A cluster has at least one UTF-16 unit, so texts up to `max`
 * units need no segmentation, and counting stops one past `max`.
 */
export function exceedsGraphemes(text: string, max: number): boolean {
  if (text.length <= max) return false;
  let count = 0;
  for (const _ of segmenter.segment(text)) if (++count > max) return true;
  return false;
}
