import { spawn } from 'node:child_process';

/** The URL of a source file, by its path from here. */
export const sourceAt = (path: string): string =>
  new URL(path, import.meta.url).href;

/** Lets Node load this project's TypeScript, which needs decorators compiled, in a process of its own. */
const LOADER = `
import { registerHooks } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from '${import.meta.resolve('typescript')}';
const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023,
  experimentalDecorators: true, emitDecoratorMetadata: true };
registerHooks({
  resolve(specifier, context, next) {
    if (/^\\.{1,2}\\//.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const url = new URL(specifier.replace(/\\.js$/, '.ts'), context.parentURL);
      if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const source = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), { compilerOptions }).outputText;
    return { format: 'module', source, shortCircuit: true };
  },
});`;

/** Runs a program whose standard output is a pipe. */
export function startProgram(
  program: string,
  parameters: readonly string[] = [],
) {
  const child = spawn(
    process.execPath,
    [
      ...parameters,
      '--import',
      `data:text/javascript,${encodeURIComponent(LOADER)}`,
      '--input-type=module',
      '-e',
      program,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { child, exited, errors: () => errors };
}

/** Runs a program to its end. */
export async function outputOf(
  program: string,
  parameters: readonly string[] = [],
) {
  const { child, exited, errors } = startProgram(program, parameters);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await exited;
  return { code, output, errors: errors() };
}
