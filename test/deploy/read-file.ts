import { readFileSync } from 'node:fs';

/** The text of a file of this repository, by its path from the root. */
export function readRepositoryFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
