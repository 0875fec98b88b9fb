let outliving = false;

/**
 * Lets the process outlive the reader of its standard error, as it outlives that of its standard output. One collector
 * often reads both, and what is said of the one that was lost goes to the other: without a listener that error would
 * end the process.
 */
export function outliveStderr(): void {
  if (!outliving) {
    outliving = true;
    process.stderr.on('error', () => undefined);
  }
}
