/** The calls that carry telemetry; the others ask how much of it is wanted. */
const RECORD_PATHS: ReadonlySet<string> = new Set([
  '/v1/traces',
  '/TraceSegments',
]);

/** Whether a call of the daemon's, or of the service's OTLP endpoint, carries telemetry. */
export function carriesDocuments(path: string): boolean {
  return RECORD_PATHS.has(path);
}
