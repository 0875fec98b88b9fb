import {
  type Meter,
  type MeterOptions,
  type MeterProvider,
  metrics,
} from '@opentelemetry/api';
import { meterData } from 'nestjs-otel/lib/metrics/metric-data.js';
import { type ScopeFacts, ownMetrics } from '../own-metrics.js';
import { ProcessMeter } from './process-meter.js';

/**
 * The meters of this process, whose instruments may be made before the SDK starts: by a constant of a module, by a
 * decorator. An instrument of OpenTelemetry's API that is made before its provider is set does nothing for ever.
 */
class ProcessMeters implements MeterProvider {
  private readonly meters = new Map<
    string,
    { readonly meter: ProcessMeter; readonly scope: ScopeFacts }
  >();
  private sdk: MeterProvider | undefined;

  getMeter(name: string, version?: string, options?: MeterOptions): Meter {
    const scope: ScopeFacts = {
      name,
      ...(version !== undefined && { version }),
      ...(options?.schemaUrl !== undefined && { schemaUrl: options.schemaUrl }),
    };
    const key = JSON.stringify([name, version, options?.schemaUrl]);
    const known = this.meters.get(key);
    if (known !== undefined) {
      return known.meter;
    }
    const meter = new ProcessMeter(
      (facts, boundaries) => ownMetrics.histogram(scope, facts, boundaries),
      () => ownMetrics.isOn,
    );
    this.meters.set(key, { meter, scope });
    this.startMeter(meter, scope);
    return meter;
  }

  start(sdk: MeterProvider): void {
    this.sdk = sdk;
    for (const { meter, scope } of this.meters.values()) {
      this.startMeter(meter, scope);
    }
  }

  private startMeter(meter: ProcessMeter, scope: ScopeFacts): void {
    if (this.sdk !== undefined) {
      const { name, version, schemaUrl } = scope;
      meter.start(
        this.sdk.getMeter(name, version, schemaUrl ? { schemaUrl } : {}),
      );
    }
  }
}

export const processMeters = new ProcessMeters();

/**
 * Makes them OpenTelemetry's, as soon as this file is loaded. nestjs-otel keeps instruments by their name alone, so that a
 * histogram of the name of a counter would be that counter; the meters here keep them by kind as well, and its own cache is
 * left empty.
 */
metrics.setGlobalMeterProvider(processMeters);
meterData.get = () => undefined;
meterData.set = () => meterData;
