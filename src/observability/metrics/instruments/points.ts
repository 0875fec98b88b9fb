import type { Attributes, HrTime } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type GaugeMetricData,
  type SumMetricData,
} from '@opentelemetry/sdk-metrics';
import { descriptorOf, type InstrumentFacts } from './instrument-facts.js';

/** The time that a reading is of. */
export interface Interval {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
}

/** A value, and what it is of. */
export type Reading = readonly [value: number, attributes?: Attributes];

const NONE: Attributes = Object.freeze({});

/** Levels as they are now. */
export function gauge(
  facts: InstrumentFacts,
  interval: Interval,
  ...readings: readonly Reading[]
): GaugeMetricData {
  return {
    descriptor: descriptorOf(facts),
    dataPointType: DataPointType.GAUGE,
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    dataPoints: pointsOf(interval, readings),
  };
}

/** What only grows. */
export function counter(
  facts: InstrumentFacts,
  interval: Interval,
  ...readings: readonly Reading[]
): SumMetricData {
  return { ...level(facts, interval, ...readings), isMonotonic: true };
}

/** What grows and shrinks, and can be summed up over processes. */
export function level(
  facts: InstrumentFacts,
  interval: Interval,
  ...readings: readonly Reading[]
): SumMetricData {
  return {
    descriptor: descriptorOf(facts),
    dataPointType: DataPointType.SUM,
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    isMonotonic: false,
    dataPoints: pointsOf(interval, readings),
  };
}

function pointsOf(interval: Interval, readings: readonly Reading[]) {
  return readings.map(([value, attributes = NONE]) => ({
    ...interval,
    attributes,
    value,
  }));
}
