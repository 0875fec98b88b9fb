import { millisToHrTime } from '@opentelemetry/core';
import type { MetricData, ScopeMetrics } from '@opentelemetry/sdk-metrics';
import { HistogramInstrument } from './instruments/histogram-instrument.js';
import type { InstrumentFacts } from './instruments/instrument-facts.js';
import type { Interval } from './instruments/points.js';

/** The instrumentation that measures. */
export interface ScopeFacts {
  readonly name: string;
  readonly version?: string;
  readonly schemaUrl?: string;
}

/** Reads metrics when they are collected. Must not throw. */
type MetricSource = (interval: Interval) => readonly MetricData[];

interface ScopeContent {
  readonly histograms: HistogramInstrument[];
  readonly sources: Set<MetricSource>;
}

/**
 * What this process measures beside the SDK's instruments: histograms, which are to have exemplars, and what is read from
 * elsewhere when metrics are collected.
 */
class OwnMetrics {
  /** Whether anybody collects. Nothing is recorded until then. */
  isOn = false;
  private readonly startTime = millisToHrTime(performance.timeOrigin);
  private readonly scopes = new Map<string, [ScopeFacts, ScopeContent]>();

  /** Makes a histogram. @param boundaries upper bounds, inclusive. @default those of the SDK's specification */
  histogram(
    scope: ScopeFacts,
    facts: InstrumentFacts,
    boundaries?: readonly number[],
  ): HistogramInstrument {
    const histogram = new HistogramInstrument(facts, boundaries);
    this.contentOf(scope).histograms.push(histogram);
    return histogram;
  }

  /** Reads a source from now on; the returned function ends that. */
  addSource(scope: ScopeFacts, source: MetricSource): () => void {
    const { sources } = this.contentOf(scope);
    sources.add(source);
    return () => sources.delete(source);
  }

  read(): ScopeMetrics[] {
    const { startTime } = this;
    const endTime = millisToHrTime(Date.now());
    return Array.from(this.scopes.values(), ([scope, content]) => ({
      scope,
      metrics: [
        ...content.histograms.flatMap((each) => each.read(endTime) ?? []),
        ...[...content.sources].flatMap((source) => [
          ...source({ startTime, endTime }),
        ]),
      ],
    })).filter(({ metrics }) => metrics.length > 0);
  }

  private contentOf(scope: ScopeFacts): ScopeContent {
    const key = JSON.stringify([scope.name, scope.version, scope.schemaUrl]);
    const known = this.scopes.get(key);
    if (known !== undefined) {
      return known[1];
    }
    const content = { histograms: [], sources: new Set<MetricSource>() };
    this.scopes.set(key, [scope, content]);
    return content;
  }
}

/** Those of this process: one, as OpenTelemetry's meter provider is one. */
export const ownMetrics = new OwnMetrics();
