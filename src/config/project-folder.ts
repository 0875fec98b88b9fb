import { fileURLToPath } from 'node:url';

/**
 * The folder of this project, wherever the process was started: two above this file, which runs in `src/config`, compiled in
 * `dist/config`, or as part of `dist/bundle`.
 */
export const PROJECT_FOLDER = fileURLToPath(
  new URL('../..', import.meta.url),
).replace(/\/$/, '');
