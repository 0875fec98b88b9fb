import { format, resolveConfig } from 'prettier';

/** Markdown as the repository's formatter leaves it in the file at `path`. */
export async function formatted(
  markdown: string,
  path: string,
): Promise<string> {
  const options = await resolveConfig(path);
  return format(markdown, { ...options, parser: 'markdown' });
}
