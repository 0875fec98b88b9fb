import {
  type Attributes,
  type BatchObservableCallback,
  type Context,
  context,
  type Counter,
  type Gauge,
  type Histogram,
  type Meter,
  type MetricOptions,
  type Observable,
  trace,
  type UpDownCounter,
} from '@opentelemetry/api';
import type { HistogramInstrument } from '../instruments/histogram-instrument.js';
import type { InstrumentFacts } from '../instruments/instrument-facts.js';
import {
  type Deferred,
  DeferredBatch,
  DeferredCounter,
  DeferredGauge,
  DeferredObservable,
} from './deferred-instruments.js';

/** Makes the histograms of a meter. */
export type MakeHistogram = (
  facts: InstrumentFacts,
  boundaries: readonly number[] | undefined,
) => HistogramInstrument;

/**
 * A meter whose instruments may be made at any time, before the SDK starts too. One of a kind, name and unit is made once,
 * however often it is asked for. What they are given is redacted, and their attribute sets are bounded.
 */
export class ProcessMeter implements Meter {
  private readonly counters = new Map<string, DeferredCounter>();
  private readonly updowns = new Map<string, DeferredCounter>();
  private readonly gauges = new Map<string, DeferredGauge>();
  private readonly histograms = new Map<string, Histogram>();
  private readonly observableCounters = new Map<string, DeferredObservable>();
  private readonly observableUpdowns = new Map<string, DeferredObservable>();
  private readonly observableGauges = new Map<string, DeferredObservable>();
  private readonly deferred = new Set<Deferred>();
  private sdk: Meter | undefined;

  /** @param isOn whether histograms are collected: without, they take nothing */
  constructor(
    private readonly makeHistogram: MakeHistogram,
    private readonly isOn: () => boolean,
  ) {}

  /** Lets all instruments, and those that come, count in the SDK's meter. */
  start(sdk: Meter): void {
    this.sdk = sdk;
    for (const each of this.deferred) {
      each.start(sdk);
    }
  }

  createCounter(name: string, options?: MetricOptions): Counter {
    return once(this.counters, name, options, () =>
      this.defer(
        new DeferredCounter((meter) => meter.createCounter(name, options)),
      ),
    );
  }

  createUpDownCounter(name: string, options?: MetricOptions): UpDownCounter {
    return once(this.updowns, name, options, () =>
      this.defer(
        new DeferredCounter((meter) =>
          meter.createUpDownCounter(name, options),
        ),
      ),
    );
  }

  createGauge(name: string, options?: MetricOptions): Gauge {
    return once(this.gauges, name, options, () =>
      this.defer(
        new DeferredGauge((meter) => meter.createGauge(name, options)),
      ),
    );
  }

  createHistogram(name: string, options: MetricOptions = {}): Histogram {
    return once(this.histograms, name, options, () => {
      const { unit = '', description = '', advice } = options;
      const histogram = this.makeHistogram(
        { name, unit, description },
        advice?.explicitBucketBoundaries,
      );
      return {
        record: (
          value: number,
          attributes?: Attributes,
          given: Context = context.active(),
        ): void => {
          // The SDK's own takes no negative number either.
          if (this.isOn() && value >= 0) {
            histogram.record(value, attributes, trace.getSpanContext(given));
          }
        },
      };
    });
  }

  createObservableCounter(name: string, options?: MetricOptions): Observable {
    return once(this.observableCounters, name, options, () =>
      this.observable((meter) => meter.createObservableCounter(name, options)),
    );
  }

  createObservableUpDownCounter(
    name: string,
    options?: MetricOptions,
  ): Observable {
    return once(this.observableUpdowns, name, options, () =>
      this.observable((meter) =>
        meter.createObservableUpDownCounter(name, options),
      ),
    );
  }

  createObservableGauge(name: string, options?: MetricOptions): Observable {
    return once(this.observableGauges, name, options, () =>
      this.observable((meter) => meter.createObservableGauge(name, options)),
    );
  }

  addBatchObservableCallback(
    callback: BatchObservableCallback,
    observables: Observable[],
  ): void {
    this.defer(new DeferredBatch(callback, observables.filter(isOurs)));
  }

  removeBatchObservableCallback(
    callback: BatchObservableCallback,
    observables: Observable[],
  ): void {
    for (const each of this.deferred) {
      if (
        each instanceof DeferredBatch &&
        each.callback === callback &&
        each.observables.length === observables.length &&
        each.observables.every((observable) => observables.includes(observable))
      ) {
        this.deferred.delete(each);
        if (this.sdk !== undefined) {
          each.stop(this.sdk);
        }
      }
    }
  }

  private observable(make: (meter: Meter) => Observable): DeferredObservable {
    return this.defer(new DeferredObservable(make));
  }

  private defer<T extends Deferred>(instrument: T): T {
    this.deferred.add(instrument);
    if (this.sdk !== undefined) {
      instrument.start(this.sdk);
    }
    return instrument;
  }
}

/** Source: OpenTelemetry metrics API specification: names of instruments are compared without regard to case. */
function once<T>(
  made: Map<string, T>,
  name: string,
  options: MetricOptions | undefined,
  make: () => T,
): T {
  const key = `${name.toLowerCase()}\n${options?.unit ?? ''}`;
  const known = made.get(key);
  if (known !== undefined) {
    return known;
  }
  const instrument = make();
  made.set(key, instrument);
  return instrument;
}

function isOurs(observable: Observable): observable is DeferredObservable {
  return observable instanceof DeferredObservable;
}
