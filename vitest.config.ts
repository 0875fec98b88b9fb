import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globals: true,
    // Most of a test's time is a process that starts, or a wait.
    maxWorkers: '100%',
    reporters: ['default', './test/support/count.reporter.ts'],
    coverage: { include: ['src/**/*.ts'], exclude: ['**/*.spec.ts'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/**/*.spec.ts',
            'test/{bench,deploy,docs,support}/**/*.spec.ts',
          ],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e-spec.ts'],
          globalSetup: 'test/support/data-template.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'console',
          // What a person waits for is measured: alone, and after the others.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          include: ['test/console/**/*.console-spec.ts'],
          globalSetup: 'test/console/chromium.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
