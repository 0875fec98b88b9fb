import { readRepositoryFile } from './read-file.js';

export interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

/** The build stages of the Dockerfile, each beginning with its FROM; the last one is the image. */
export function readStages(): Instruction[][] {
  const lines = readRepositoryFile('Dockerfile')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, keyword = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (keyword === 'FROM') {
      stages.push([]);
    }
    stages.at(-1)?.push({ keyword, rest });
  }
  return stages;
}

/** The last value of an instruction in a stage, as Docker takes it. */
export function lastOf(
  stage: readonly Instruction[],
  keyword: string,
): string | undefined {
  return stage.findLast((instruction) => instruction.keyword === keyword)?.rest;
}
