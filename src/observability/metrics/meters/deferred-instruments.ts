import type {
  Attributes,
  BatchObservableCallback,
  Meter,
  Observable,
  ObservableCallback,
} from '@opentelemetry/api';
import { AttributeSets } from '../instruments/attribute-sets.js';

/** An instrument that does nothing until the SDK starts, and then what the SDK's own does. */
export interface Deferred {
  start(meter: Meter): void;
}

/** A counter, which may go down where it was asked for so. */
export class DeferredCounter implements Deferred {
  private readonly sets = new AttributeSets();
  private target: { add(value: number, of: Attributes): void } | undefined;

  constructor(
    private readonly make: (meter: Meter) => {
      add(value: number, of: Attributes): void;
    },
  ) {}

  start(meter: Meter): void {
    this.target = this.make(meter);
  }

  add(value: number, attributes?: Attributes): void {
    this.target?.add(value, this.sets.of(attributes));
  }
}

export class DeferredGauge implements Deferred {
  private readonly sets = new AttributeSets();
  private target: { record(value: number, of: Attributes): void } | undefined;

  constructor(
    private readonly make: (meter: Meter) => {
      record(value: number, of: Attributes): void;
    },
  ) {}

  start(meter: Meter): void {
    this.target = this.make(meter);
  }

  record(value: number, attributes?: Attributes): void {
    this.target?.record(value, this.sets.of(attributes));
  }
}

/** An instrument that is read when metrics are collected. */
export class DeferredObservable implements Observable, Deferred {
  /** The SDK's own. */
  target: Observable | undefined;
  readonly sets = new AttributeSets();
  private readonly callbacks = new Map<
    ObservableCallback,
    ObservableCallback
  >();

  constructor(private readonly make: (meter: Meter) => Observable) {}

  start(meter: Meter): void {
    this.target = this.make(meter);
    for (const safe of this.callbacks.values()) {
      this.target.addCallback(safe);
    }
  }

  addCallback(callback: ObservableCallback): void {
    if (!this.callbacks.has(callback)) {
      const safe: ObservableCallback = (result) =>
        callback({
          observe: (value, attributes) => {
            result.observe(value, this.sets.of(attributes));
          },
        });
      this.callbacks.set(callback, safe);
      this.target?.addCallback(safe);
    }
  }

  removeCallback(callback: ObservableCallback): void {
    const safe = this.callbacks.get(callback);
    if (safe !== undefined) {
      this.callbacks.delete(callback);
      this.target?.removeCallback(safe);
    }
  }
}

/** One callback for several observables. */
export class DeferredBatch implements Deferred {
  private readonly safe: BatchObservableCallback;

  constructor(
    readonly callback: BatchObservableCallback,
    readonly observables: readonly DeferredObservable[],
  ) {
    this.safe = (result) =>
      callback({
        observe: (metric, value, attributes) => {
          if (metric instanceof DeferredObservable && metric.target) {
            result.observe(metric.target, value, metric.sets.of(attributes));
          }
        },
      });
  }

  start(meter: Meter): void {
    meter.addBatchObservableCallback(this.safe, this.targets());
  }

  stop(meter: Meter): void {
    meter.removeBatchObservableCallback(this.safe, this.targets());
  }

  private targets(): Observable[] {
    return this.observables.flatMap(({ target }) => target ?? []);
  }
}
