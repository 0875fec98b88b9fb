import { formatProblems, type ConfigProblem } from './config-problem.js';

/**
 * Thrown when the environment cannot be used. `message` is one line a problem and safe to print;
 * `exitCode` is what the process ends with: 78, EX_CONFIG of BSD's sysexits.h.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG_INVALID';
  readonly exitCode = 78;

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(formatProblems(problems));
  }
}
