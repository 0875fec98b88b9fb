import { ValueType } from '@opentelemetry/api';
import type { MetricDescriptor } from '@opentelemetry/sdk-metrics';

/** What an instrument is called and counts in. */
export interface InstrumentFacts {
  readonly name: string;
  /** By UCUM: `s`, `By`, `1`, `{request}`. */
  readonly unit: string;
  readonly description: string;
}

export function descriptorOf(facts: InstrumentFacts): MetricDescriptor {
  const { name, unit, description } = facts;
  return { name, unit, description, valueType: ValueType.DOUBLE };
}
