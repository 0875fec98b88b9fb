import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
} from '@opentelemetry/sdk-metrics';
import {
  writeExponentialPoint,
  writeHistogramPoint,
  writeNumberPoint,
} from './metric-points.js';
import { type Octets, ProtoWriter } from './proto-writer.js';
import { MAX_VALUE_BYTES, writeText } from './text.js';

const writer = new ProtoWriter();

/** A metric as a field of `ScopeMetrics`, tag and length included (opentelemetry/proto/metrics/v1/metrics.proto). */
export function encodeMetric(metric: MetricData): Octets {
  writer.reset();
  message(0x12, () => {
    const { name, description, unit } = metric.descriptor;
    text(0x0a, name);
    text(0x12, description);
    text(0x1a, unit);
    writeData(metric);
  });
  return writer.octets();
}

function writeData(metric: MetricData): void {
  const { valueType } = metric.descriptor;
  switch (metric.dataPointType) {
    case DataPointType.GAUGE:
      message(0x2a, () => {
        points(metric.dataPoints, (point) => {
          writeNumberPoint(writer, point, valueType);
        });
      });
      break;
    case DataPointType.SUM:
      message(0x3a, () => {
        points(metric.dataPoints, (point) => {
          writeNumberPoint(writer, point, valueType);
        });
        temporality(metric);
        if (metric.isMonotonic) {
          writer.byte(0x18);
          writer.byte(1);
        }
      });
      break;
    case DataPointType.HISTOGRAM:
      message(0x4a, () => {
        points(metric.dataPoints, (point) => {
          writeHistogramPoint(writer, point);
        });
        temporality(metric);
      });
      break;
    default:
      message(0x52, () => {
        points(metric.dataPoints, (point) => {
          writeExponentialPoint(writer, point);
        });
        temporality(metric);
      });
  }
}

function points<T>(all: readonly T[], write: (point: T) => void): void {
  for (const point of all) {
    message(0x0a, () => {
      write(point);
    });
  }
}

function temporality({ aggregationTemporality }: MetricData): void {
  writer.byte(0x10);
  writer.byte(
    aggregationTemporality === AggregationTemporality.CUMULATIVE ? 2 : 1,
  );
}

function text(tag: number, value: string): void {
  if (value !== '') {
    writer.byte(tag);
    writeText(writer, value, MAX_VALUE_BYTES);
  }
}

function message(tag: number, fields: () => void): void {
  writer.byte(tag);
  const start = writer.begin();
  fields();
  writer.end(start);
}
