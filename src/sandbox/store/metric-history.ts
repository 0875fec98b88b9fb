import { firstText, numberOf } from './members.js';
import type {
  Attributes,
  MetricRecord,
  OtlpDataPoint,
  OtlpMetricType,
} from './records.js';
import { toMilliseconds } from './span-facts.js';

/** Series followed; a new one beyond that is not. */
const MAX_SERIES = 2_000;
/** Points kept of each; the oldest leaves first. */
const MAX_POINTS = 120;

/** One metric of one sender with one set of attributes, over its last exports. */
export interface MetricSeries {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly type: OtlpMetricType;
  readonly service: string;
  readonly attributes: Attributes;
  /** Time in milliseconds since the epoch, and the value; of a histogram or summary its count. */
  readonly points: readonly (readonly [number, number])[];
  /** Sum and count of the last export, of a histogram or summary. */
  readonly last?: { readonly sum: number; readonly count: number };
}

interface Kept extends Omit<MetricSeries, 'points' | 'last'> {
  points: (readonly [number, number])[];
  last?: { sum: number; count: number };
}

/** Follows the values of every metric received. */
export class MetricHistory {
  readonly #series = new Map<string, Kept>();

  /** Notes an export. */
  note({ resource, scope, metric }: MetricRecord): void {
    const service = firstText(resource.attributes['service.name']) ?? '';
    const instance = resource.attributes['service.instance.id'] ?? null;
    for (const point of metric.dataPoints) {
      const key = JSON.stringify([
        service,
        instance,
        scope.name,
        metric.name,
        point.attributes,
      ]);
      let series = this.#series.get(key);
      if (!series) {
        if (this.#series.size >= MAX_SERIES) continue;
        const { name, unit, description, type } = metric;
        const { attributes } = point;
        series = {
          name,
          unit,
          description,
          type,
          service,
          attributes,
          points: [],
        };
        this.#series.set(key, series);
      }
      addPoint(series, point);
    }
  }

  /** All series, in the order in which they were first seen. */
  read(): MetricSeries[] {
    return [...this.#series.values()];
  }

  /** Forgets all. */
  clear(): void {
    this.#series.clear();
  }
}

function addPoint(series: Kept, point: OtlpDataPoint): void {
  const count = numberOf(point['count']);
  const value =
    numberOf(point['asDouble']) ?? numberOf(point['asInt']) ?? count;
  if (value === null) return;
  series.points.push([toMilliseconds(point.timeUnixNano), value]);
  if (series.points.length > MAX_POINTS) series.points.shift();
  if (count !== null) {
    series.last = { sum: numberOf(point['sum']) ?? 0, count };
  }
}
