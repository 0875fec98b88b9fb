import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with its counts on one plain line, for whoever reads the output without vitest's colours. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        counts[test.result().state] += 1;
      }
      // A file or a hook that failed took its tests with it.
      if (!module.ok() && counts.failed === before) {
        counts.failed += 1;
      }
    }
    const skipped = counts.skipped + counts.pending;
    process.stdout.write(
      `\n${String(counts.passed)} passed, ${String(counts.failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}\n`,
    );
  }
}
