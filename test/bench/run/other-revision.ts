import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = '.bench/revisions';
/** Programs of npm packages, with their arguments. */
const COMPILE = [
  ['@nestjs/cli/bin/nest.js', 'build'],
  ['typescript/bin/tsc', '-p', 'test/bench'],
  bundle('dist/main.js', 'dist/bundle'),
  bundle('.bench/test/bench/apps/ours.app.js', '.bench/test/bundle'),
] as const;

/**
 * Another revision of this repository, compiled with the bench of this one.
 *
 * @returns the folder that it was compiled into
 * @throws Error when git knows no such revision, or it can't be compiled
 */
export function otherRevision(revision: string): URL {
  const commit = git('rev-parse', '--short', `${revision}^{commit}`);
  const folder = resolve(FOLDER, commit);
  if (!existsSync(folder)) {
    git('worktree', 'prune');
    git('worktree', 'add', '--detach', folder, commit);
    symlinkSync(resolve('node_modules'), resolve(folder, 'node_modules'));
  }
  cpSync('test/bench', resolve(folder, 'test/bench'), { recursive: true });
  for (const [file, ...args] of COMPILE) {
    execFileSync(process.execPath, [resolve('node_modules', file), ...args], {
      cwd: folder,
      stdio: 'inherit',
    });
  }
  cpSync('package.json', resolve(folder, '.bench/package.json'));
  return pathToFileURL(`${folder}/.bench/`);
}

/** By the configuration of this revision: the other may have none. */
function bundle(entry: string, folder: string): readonly [string, ...string[]] {
  const config = resolve('vite.config.ts');
  return [
    ...(['vite/bin/vite.js', 'build', '--config', config] as const),
    ...(['--ssr', entry, '--outDir', folder, '--logLevel', 'warn'] as const),
  ];
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}
