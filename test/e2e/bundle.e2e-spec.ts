import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

const FOLDER = 'dist/bundle';
const IMPORT = /^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|^import "([^"]+)"/gm;

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe('the bundle', () => {
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
