import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defineConfig, esmExternalRequirePlugin, type Plugin } from 'vite';

/** The part of the bundle that is other people's. */
const LIBRARIES = 'libraries';

/**
 * Puts a program that `nest build` has compiled into few files, because a start pays for each (docs/adr/0032-one-file-to-start.md):
 *
 *     vite build --ssr dist/main.js --outDir dist/bundle
 */
export default defineConfig({
  build: {
    target: 'node24',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Beside the program, as files are found from where a module lies; stacks name them, so that names stay over builds.
        chunkFileNames: '[name].js',
        comments: { legal: true, annotation: false, jsdoc: false },
        codeSplitting: {
          groups: [{ name: LIBRARIES, test: /node_modules/ }],
        },
      },
    },
  },
  ssr: {
    // Packages of many small modules. None whose classes or state somebody outside of the bundle shares: there would be two.
    noExternal: [
      'drizzle-orm',
      'zod',
      'es-toolkit',
      'nestjs-otel',
      '@nestjs/config',
      '@nestjs/mapped-types',
      '@nestjs/swagger',
      '@nestjs/terminus',
      /^@opentelemetry\/(?!api(?:\/|$))/,
      // What those import, and the project does not: outside of the bundle it might be of another version, or not there.
      'dotenv',
      'dotenv-expand',
      'js-yaml',
      'path-to-regexp',
    ],
  },
  plugins: [
    compiledSources(),
    librariesWithoutMap(),
    // What nestjs-otel requires is what everybody imports: `require` would load OpenTelemetry's API a second time.
    esmExternalRequirePlugin({
      external: ['@opentelemetry/api', '@nestjs/common', '@nestjs/core'],
    }),
  ],
});

/** Leads the bundle's source maps on through the compiler's, to TypeScript. */
function compiledSources(): Plugin {
  return {
    name: 'compiled-sources',
    async load(id) {
      return existsSync(`${id}.map`) && !id.includes('/node_modules/')
        ? {
            code: await readFile(id, 'utf8'),
            map: await readFile(`${id}.map`, 'utf8'),
          }
        : undefined;
    },
  };
}

/** Node reads the source map of each file that it loads, at once; nobody needs that of the libraries. */
function librariesWithoutMap(): Plugin {
  return {
    name: 'libraries-without-map',
    generateBundle(_options, bundle) {
      for (const [file, part] of Object.entries(bundle)) {
        if (part.type === 'chunk' && part.name === LIBRARIES) {
          part.map = null;
          delete bundle[`${file}.map`];
          part.code = part.code.replace(/\n\/\/# sourceMappingURL=.*$/m, '');
        }
      }
    },
  };
}
