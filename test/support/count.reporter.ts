import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with its counts on one plain line, for whoever reads the output without vitest's colours. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        counts[test.result().state] += 1;
      }
      if (tests.length === 0 && !module.ok()) {
        counts.failed += 1;
      }
    }
    const skipped = counts.skipped + counts.pending;
    process.stdout.write(
      `\n${String(counts.passed)} passed, ${String(counts.failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}\n`,
    );
  }
}
