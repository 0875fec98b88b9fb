import { defineConfig } from 'vitest/config';

/** Takes the pictures of the console that the documentation shows: `npm run docs:screenshots`. */
export default defineConfig({
  test: {
    globals: true,
    include: ['test/console/screenshots.take.ts'],
    globalSetup: 'test/console/chromium.setup.ts',
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
