/** What stands below each mark of a document, by the mark's name. */
export type Blocks = Readonly<Record<string, () => string>>;

/** A block of code, or a table of Markdown, below its mark. */
const MARKED =
  /<!-- received: ([\w-]+) -->\n\n(?:(?:<!-- prettier-ignore -->\n)?```.*?\n```\n|(?:\|[^\n]*\n)+)/gs;

/**
 * A document with the block below each of its marks, `<!-- received: name -->`, written anew, in the order of the marks.
 *
 * @throws Error for a mark that nothing is known of, and for a block that has no mark
 */
export function withReceived(markdown: string, blocks: Blocks): string {
  const left = new Set(Object.keys(blocks));
  const written = markdown.replaceAll(MARKED, (all, name: string) => {
    const block = blocks[name];
    if (block === undefined) {
      throw new Error(`Nothing is known of ${all.slice(0, 100)}`);
    }
    left.delete(name);
    return `<!-- received: ${name} -->\n\n${block()}\n`;
  });
  if (left.size > 0) {
    throw new Error(`The document has no mark for ${[...left].join(', ')}`);
  }
  return written;
}
