import { readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { formatted } from '../../support/formatted.js';
import { withGeneratedPart } from '../../support/generated-part.js';
import { keepResults, withEarlier } from './measured-results.js';
import { renderResults, resultsOf } from './render-results.js';
import type { CellLine, RunLine } from './task-meta.js';

const DOCUMENT = 'docs/reliability.md';

/** Prints the tables of a run, and with FAULTS_DOCUMENT=1 writes its rows into docs/reliability.md. */
export default class ReliabilityReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const cells: CellLine[] = [];
    const runs: RunLine[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { cell, run } = test.meta();
        if (cell) cells.push(cell);
        if (run) runs.push(run);
      }
    }
    const results = resultsOf(cells, runs);
    process.stdout.write(
      `\n${await formatted(renderResults(results), DOCUMENT)}`,
    );
    if (process.env['FAULTS_DOCUMENT'] === '1') {
      const all = withEarlier(results);
      keepResults(all);
      const tables = await formatted(renderResults(all), DOCUMENT);
      const before = readFileSync(DOCUMENT, 'utf8');
      const text = withGeneratedPart(before, 'results', tables);
      writeFileSync(DOCUMENT, await formatted(text, DOCUMENT));
    }
  }
}
