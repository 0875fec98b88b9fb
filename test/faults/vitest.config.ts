import { defineConfig } from 'vitest/config';

/** The fault suite: apart from the tests, as it takes minutes, and the machine for itself. */
export default defineConfig({
  test: {
    name: 'faults',
    globals: true,
    include: ['test/faults/**/*.faults-spec.ts'],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 120_000,
    reporters: [
      'default',
      './test/faults/report/reliability.reporter.ts',
      './test/support/count.reporter.ts',
    ],
  },
});
