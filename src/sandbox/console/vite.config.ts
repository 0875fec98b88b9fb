import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Builds the console into the sandbox's output, beside what serves it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  build: {
    outDir: '../../../dist/sandbox/console',
    emptyOutDir: true,
    target: 'es2023',
    // Neither inline scripts nor data URLs: the page's content security policy forbids the one and needs not the other.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
  },
});
