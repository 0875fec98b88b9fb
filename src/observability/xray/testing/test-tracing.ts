import { type TraceRecord, traceRecorder } from '../../request/index.js';

export { startTestTracing } from '../../request/testing/start-test-tracing.js';

/** Runs `work` and returns the records of the traces that it made. */
export async function recordsOf(
  work: () => unknown,
): Promise<readonly TraceRecord[]> {
  const records: TraceRecord[] = [];
  const remove = traceRecorder.addSink({
    name: 'test',
    accept: (record) => void records.push(record),
  });
  try {
    await work();
  } finally {
    remove();
  }
  return records;
}
