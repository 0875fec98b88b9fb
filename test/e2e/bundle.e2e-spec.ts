import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { preload } from '../support/preload.js';
import { useProcessBench } from '../support/process-bench.js';

const FOLDER = 'dist/bundle';
const IMPORT = /^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|^import "([^"]+)"/gm;

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** Says at the end which files were loaded by `require`. */
const TELL_REQUIRED = preload(`
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
const { cache } = createRequire(${JSON.stringify(resolve('package.json'))});
process.on('exit', () => writeSync(2, 'required ' + JSON.stringify(Object.keys(cache)) + '\\n'));`);

describe('the bundle', () => {
  const bench = useProcessBench();

  it('loads neither a second API of OpenTelemetry nor what is not offered here', async () => {
    const app = bench.run(TELL_REQUIRED);
    await app.origin('API');
    app.signal('SIGTERM');
    expect(await app.end).toBe(0);

    const required = /^required (.*)$/m.exec(app.stderr)?.[1] ?? '';
    expect(required).toContain('/node_modules/winston/');
    expect(required).not.toContain('/node_modules/@opentelemetry/');
    expect(required).not.toContain('/node_modules/systeminformation/');
  }, 60_000);

  it('imports from outside only what is installed for it', async () => {
    const files = await readdir(FOLDER);
    const texts = await Promise.all(
      files
        .filter((file) => file.endsWith('.js'))
        .map((file) => readFile(join(FOLDER, file), 'utf8')),
    );
    const imported = texts
      .flatMap((text) => [...text.matchAll(IMPORT)])
      .map(([, from, bare]) => from ?? bare ?? '')
      .filter((name) => !name.startsWith('.') && !isBuiltin(name))
      .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    expect(imported).toContain('@nestjs/core');
    expect(Object.keys(dependencies)).toEqual(
      expect.arrayContaining([...new Set(imported)]),
    );
  });
});
