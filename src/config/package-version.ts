import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT_FOLDER } from './project-folder.js';

const manifest = z.object({ version: z.string() });

/** The version in package.json. */
export function packageVersion(): string {
  const text = readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8');
  return manifest.parse(JSON.parse(text)).version;
}
