import type { Attributes } from '@opentelemetry/api';
import {
  type DataPoint,
  DataPointType,
  type Histogram,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { type Exemplar, exemplarsOf } from '../../otlp/index.js';
import { type Labels, labelsOf, quoted, withLabel } from './labels.js';
import { type FamilyName, familyName } from './names.js';
import type { TextFormat } from './text-format.js';

/** One name with all that is told under it. */
interface Family extends FamilyName {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly lines: string[];
  /** Labels of what has its lines: names that became one must not be told twice. */
  readonly told: Set<string>;
}

/**
 * A collection as text. OpenTelemetry's own serializer for Prometheus is not used: it writes neither exemplars nor
 * OpenMetrics, and no unit at the end of a name.
 * Source: OpenTelemetry, "Prometheus and OpenMetrics Compatibility".
 */
export function metricsText(
  { resource, scopeMetrics }: ResourceMetrics,
  format: TextFormat,
): string {
  const families = new Map<string, Family>();
  for (const { scope, metrics } of scopeMetrics) {
    const scopeLabels = labelsOf({
      'otel.scope.name': scope.name,
      ...(scope.version && { 'otel.scope.version': scope.version }),
    });
    for (const metric of metrics) {
      const family = familyOf(metric, families);
      if (family !== undefined) {
        addPoints(family, metric, scopeLabels, format);
      }
    }
  }
  const parts = [
    targetInfo(resource.attributes, format),
    ...Array.from(families.values(), (family) => textOf(family, format)),
  ];
  return parts.join('') + (format.isOpenMetrics ? '# EOF\n' : '');
}

/** A family takes metrics of one type; another of the same name has no place beside them. */
function familyOf(
  metric: MetricData,
  families: Map<string, Family>,
): Family | undefined {
  const type = typeOf(metric);
  if (type === undefined) {
    return undefined;
  }
  const name = familyName(metric);
  let family = families.get(name.base);
  if (family === undefined) {
    family = {
      ...name,
      type,
      help: metric.descriptor.description,
      lines: [],
      told: new Set(),
    };
    families.set(name.base, family);
  }
  return family.type === type ? family : undefined;
}

function typeOf(metric: MetricData): Family['type'] | undefined {
  switch (metric.dataPointType) {
    case DataPointType.SUM:
      return metric.isMonotonic ? 'counter' : 'gauge';
    case DataPointType.GAUGE:
      return 'gauge';
    case DataPointType.HISTOGRAM:
      return 'histogram';
    default:
      return undefined;
  }
}

function textOf(family: Family, { isOpenMetrics }: TextFormat): string {
  const { base, unit, type, help, lines } = family;
  const name = type === 'counter' && !isOpenMetrics ? `${base}_total` : base;
  const escaped = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return [
    `# HELP ${name} ${isOpenMetrics ? escaped.replaceAll('"', '\\"') : escaped}\n`,
    `# TYPE ${name} ${type}\n`,
    isOpenMetrics && unit !== '' ? `# UNIT ${name} ${unit}\n` : '',
    ...lines,
  ].join('');
}

function addPoints(
  family: Family,
  metric: MetricData,
  scopeLabels: Labels,
  format: TextFormat,
): void {
  if (metric.dataPointType === DataPointType.EXPONENTIAL_HISTOGRAM) {
    return;
  }
  for (const point of metric.dataPoints) {
    const labels = labelsOf(point.attributes, scopeLabels);
    const text = shown(labels);
    if (!family.told.has(text)) {
      family.told.add(text);
      if (typeof point.value === 'number') {
        const { type, base } = family;
        const name = type === 'counter' ? `${base}_total` : base;
        family.lines.push(`${name}${text} ${number(point.value)}\n`);
      } else {
        addHistogram(family, { ...point, value: point.value }, labels, format);
      }
    }
  }
}

function addHistogram(
  { base, lines }: Family,
  point: DataPoint<Histogram>,
  labels: Labels,
  { isOpenMetrics }: TextFormat,
): void {
  const { buckets, count, sum = 0 } = point.value;
  const exemplars = isOpenMetrics ? exemplarsByBucket(point) : [];
  let below = 0;
  for (const [bucket, inBucket] of buckets.counts.entries()) {
    below += inBucket;
    const bound = buckets.boundaries[bucket] ?? Number.POSITIVE_INFINITY;
    const le = withLabel(labels, 'le', bucketBound(bound, isOpenMetrics));
    const exemplar = exemplars[bucket];
    lines.push(
      `${base}_bucket${shown(le)} ${String(below)}${exemplar === undefined ? '' : exemplarText(exemplar)}\n`,
    );
  }
  lines.push(
    `${base}_count${shown(labels)} ${String(count)}\n`,
    `${base}_sum${shown(labels)} ${number(sum)}\n`,
  );
}

function exemplarsByBucket(
  point: DataPoint<Histogram>,
): (Exemplar | undefined)[] {
  const { boundaries } = point.value.buckets;
  const byBucket: (Exemplar | undefined)[] = [];
  for (const exemplar of exemplarsOf(point)) {
    const place = boundaries.findIndex((bound) => exemplar.value <= bound);
    byBucket[place < 0 ? boundaries.length : place] = exemplar;
  }
  return byBucket;
}

function exemplarText({ traceId, spanId, value, timeMs }: Exemplar): string {
  return ` # {trace_id=${quoted(traceId)},span_id=${quoted(spanId)}} ${number(value)} ${(timeMs / 1000).toFixed(3)}`;
}

/** OpenMetrics wants bounds as canonical floats: `1.0`. */
function bucketBound(bound: number, isOpenMetrics: boolean): string {
  return isOpenMetrics && Number.isInteger(bound)
    ? `${String(bound)}.0`
    : number(bound);
}

function targetInfo(
  attributes: Attributes,
  { isOpenMetrics }: TextFormat,
): string {
  const [name, type] = isOpenMetrics
    ? ['target', 'info']
    : ['target_info', 'gauge'];
  return [
    `# HELP ${name} Target metadata\n`,
    `# TYPE ${name} ${type}\n`,
    `target_info${shown(labelsOf(attributes))} 1\n`,
  ].join('');
}

function shown(labels: Labels): string {
  const parts = Array.from(
    labels,
    ([name, value]) => `${name}=${quoted(value)}`,
  );
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function number(value: number): string {
  if (Number.isFinite(value)) {
    return String(value);
  }
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
