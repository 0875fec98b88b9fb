/** One thing wrong with the environment, in words for the person who set it. Holds no secret. */
export interface ConfigProblem {
  /** The variable to look at. */
  readonly variable: string;
  /** What is wrong with it; a secret value reads `[secret]`. */
  readonly problem: string;
  /** What to set instead. */
  readonly remedy: string;
}

/** One line a problem: `VARIABLE: what is wrong; what to set`. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ variable, problem, remedy }) =>
      oneLine(`${variable}: ${problem}; ${remedy}`),
    )
    .join('\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}
