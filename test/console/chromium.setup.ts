import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of Chromium; empty when there is none. */
    chromium: string;
  }
}

/**
 * Finds the browser for the console's tests. Without one they are skipped, and it is said why; with REQUIRE_BROWSER set,
 * as CI does, that is an error.
 */
export default function provideChromium(project: TestProject): void {
  const path = findChromium();
  if (path === undefined) {
    const reason =
      'No Chromium was found for the console’s tests: install it (Debian: apt-get install chromium) or name it with CHROMIUM.';
    if (process.env['REQUIRE_BROWSER'] !== undefined) throw new Error(reason);
    process.stderr.write(`${reason} They are skipped.\n`);
  }
  project.provide('chromium', path ?? '');
}
