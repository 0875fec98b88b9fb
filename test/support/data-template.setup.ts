import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { AppProcess } from './app-process.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with an embedded database as a first start leaves it. */
    dataTemplate: string;
  }
}

/**
 * Lays an embedded database once for all tests: making one takes seconds of a processor, copying it does not.
 *
 * @returns removes it, and all that tests copied beside it
 */
export default async function layTemplate(
  project: TestProject,
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'cruddur-data-'));
  const template = join(folder, 'template');
  const app = AppProcess.run(folder, { SANDBOX: 'off', DATA_DIR: template });
  await app.origin('API');
  app.signal('SIGTERM');
  await app.exit;
  project.provide('dataTemplate', template);
  return () => rm(folder, { recursive: true, force: true });
}
