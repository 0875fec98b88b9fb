import type { Tracer, TracerOptions, TracerProvider } from '@opentelemetry/api';
import { RecordingTracer, type TracerParts } from './recording-tracer.js';

/** OpenTelemetry's tracer provider whose spans make up our trace records. */
export class RecordingTracerProvider implements TracerProvider {
  private readonly tracers = new Map<string, Tracer>();

  constructor(private readonly parts: TracerParts) {}

  getTracer(name: string, version?: string, options?: TracerOptions): Tracer {
    const schemaUrl = options?.schemaUrl;
    const key = `${name}@${version ?? ''}:${schemaUrl ?? ''}`;
    let tracer = this.tracers.get(key);
    if (tracer === undefined) {
      tracer = new RecordingTracer(
        {
          name,
          ...(version === undefined ? {} : { version }),
          ...(schemaUrl === undefined ? {} : { schemaUrl }),
        },
        this.parts,
      );
      this.tracers.set(key, tracer);
    }
    return tracer;
  }
}
