import { NodeSDK } from '@opentelemetry/sdk-node';
import { type TraceRecord, traceRecorder } from '../../request/index.js';

/** OpenTelemetry as the application starts it, with a sampler that keeps everything; once in a test file. */
export function startTestTracing(): NodeSDK {
  const tracing = new NodeSDK({
    serviceName: 'cruddur',
    resourceDetectors: [],
    spanProcessors: [traceRecorder],
    metricReaders: [],
    logRecordProcessors: [],
  });
  tracing.start();
  return tracing;
}

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
