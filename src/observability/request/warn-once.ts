import { redactText } from '../redaction/index.js';

const warned = new WeakSet();

/** Says once that an object which telemetry calls threw: a processor that always throws may not flood the output. */
export function warnOnce(thrower: object, what: string, error: unknown): void {
  if (!warned.has(thrower)) {
    warned.add(thrower);
    process.emitWarning(
      `${what} threw: ${redactText(String(error))}`,
      'TelemetryWarning',
    );
  }
}
