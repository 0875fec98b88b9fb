import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { codeBlocks } from './markdown.js';
import { readRepositoryFile } from './read-file.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The README's TypeScript, by the path that each block names in its first line. */
function examples(): Map<string, string> {
  const blocks = codeBlocks(readRepositoryFile('README.md'));
  return new Map(
    blocks
      .filter(({ language }) => language === 'ts')
      .map(({ code }) => {
        const path = /^\/\/ (\S+)\n/.exec(code)?.[1];
        if (path === undefined) {
          throw new Error(`A block does not say where it belongs:\n${code}`);
        }
        return [`${root}${path}`, code];
      }),
  );
}

/** What the compiler has against these files, if they stood in the repository. */
function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.parseConfigFileTextToJson(
    'tsconfig.json',
    readFileSync(`${root}tsconfig.json`, 'utf8'),
  );
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const disk = ts.createCompilerHost({ ...options, incremental: false });
  const host: ts.CompilerHost = {
    ...disk,
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    directoryExists: (path) =>
      [...files.keys()].some((file) => file.startsWith(`${path}/`)) ||
      (disk.directoryExists?.(path) ?? true),
    getSourceFile: (path, target, ...rest) => {
      const text = files.get(path);
      return text === undefined
        ? disk.getSourceFile(path, target, ...rest)
        : ts.createSourceFile(path, text, target);
    },
  };
  const program = ts.createProgram(
    [...files.keys()],
    { ...options, incremental: false, noEmit: true },
    host,
  );
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(
      ({ messageText }) =>
        `${path.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}

describe('the code in the README', () => {
  it('is a use case, and a whole module', () => {
    const paths = [...examples().keys()].map((path) => path.slice(root.length));
    expect(paths).toEqual([
      'src/orders/order.service.ts',
      'src/quotes/quotes.service.ts',
      'src/quotes/quotes.controller.ts',
      'src/quotes/quotes.module.ts',
    ]);
  });

  it('compiles in this repository', { timeout: 60_000 }, () => {
    expect(problemsOf(examples())).toEqual([]);
  });

  it('would not pass if it used what is not there', { timeout: 60_000 }, () => {
    const wrong = new Map([
      [
        `${root}src/quotes/wrong.ts`,
        "import { Spam } from '../observability/index.js';\nexport { Spam };\n",
      ],
    ]);
    expect(problemsOf(wrong).join()).toContain("no exported member 'Spam'");
  });
});
