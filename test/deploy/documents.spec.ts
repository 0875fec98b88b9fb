import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { z } from 'zod';
import { codeBlocks, documents, localLinks } from './markdown.js';
import { readRepositoryFile } from './read-file.js';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readRepositoryFile('package.json')));

function exists(path: string): boolean {
  return existsSync(new URL(`../../${path}`, import.meta.url));
}

describe.each(documents())('%s', (path) => {
  const text = readRepositoryFile(path);

  it('links to files that are there', () => {
    const missing = localLinks(text).filter(
      (target) => !exists(posix.join(posix.dirname(path), target)),
    );
    expect(missing).toEqual([]);
  });

  it('names npm scripts that are there', () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(
      ([, script = '']) => script,
    );
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('names files of the sources that are there', () => {
    const example = codeBlocks(text).flatMap(({ code }) => [
      ...code.matchAll(/^\/\/ (src\/\S+)/gm),
    ]);
    const ofExamples = new Set(example.map(([, file]) => file));
    const named = [...text.matchAll(/`(src\/[\w./-]+|test\/[\w./-]+)`/g)].map(
      ([, file = '']) => file,
    );
    const missing = named.filter(
      (file) =>
        !ofExamples.has(file) &&
        !file.startsWith('src/activities/pin-') &&
        !exists(file) &&
        !exists(file.replace(/\.js$/, '.ts')),
    );
    expect(missing).toEqual([]);
  });
});

describe('the decisions', () => {
  const records = documents().filter((path) => path.startsWith('docs/adr/'));

  it('are numbered without a gap, by file and by title', () => {
    const numbers = records
      .toSorted()
      .map((path) => [
        Number(/\/(\d{4})-/.exec(path)?.[1]),
        Number(/^# (\d+)\. /.exec(readRepositoryFile(path))?.[1]),
      ]);
    expect(numbers).toEqual(records.map((_, index) => [index + 1, index + 1]));
  });

  it('say what led to them, what was chosen and what it costs', () => {
    for (const path of records) {
      const headings = [
        ...readRepositoryFile(path).matchAll(/^\*\*(.+?)\.\*\*/gm),
      ].map(([, heading]) => heading);
      expect([path, headings]).toEqual([
        path,
        ['Context', 'Choice', 'What it costs'],
      ]);
    }
  });
});
