import { defineConfig } from 'vitest/config';
import { LONG } from './settings.js';

/** The fault suite: apart from the tests, as it takes minutes, and the machine for itself. */
export default defineConfig({
  test: {
    name: 'faults',
    globals: true,
    include: ['test/faults/**/*.faults-spec.ts'],
    // Figures of a long run are for the document: nothing else runs beside it.
    fileParallelism: !LONG,
    maxWorkers: 3,
    testTimeout: 900_000,
    hookTimeout: 120_000,
    reporters: [
      'default',
      './test/faults/report/reliability.reporter.ts',
      './test/support/count.reporter.ts',
    ],
  },
});
