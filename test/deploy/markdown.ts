import { readdirSync } from 'node:fs';

/** A fenced block of a Markdown text. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)].map(
    ([, indent = '', language = '', code = '']) => ({
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** Targets of the links in a Markdown text that stay within the repository, without their fragments. */
export function localLinks(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(
    ([, target = '']) =>
      /^(https?:|#)/.test(target) ? [] : [target.split('#')[0] ?? ''],
  );
}

/** The documents of this repository, by their paths from the root. */
export function documents(): string[] {
  const root = new URL('../../', import.meta.url);
  const inDocs = readdirSync(new URL('docs', root), {
    recursive: true,
    encoding: 'utf8',
  });
  return [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...inDocs.filter((path) => path.endsWith('.md')).map((p) => `docs/${p}`),
  ];
}
