import { ValueType } from '@opentelemetry/api';
import type {
  DataPoint,
  ExponentialHistogram,
  Histogram,
} from '@opentelemetry/sdk-metrics';
import { exemplarsOf, type WithExemplars } from '../metrics/exemplar.js';
import { type EncodeLimits, writeAttributes } from './attributes.js';
import { spanIds, traceIds } from './hex-id.js';
import type { ProtoWriter } from './proto-writer.js';
import { MAX_VALUE_BYTES } from './text.js';
import { writeUnixNanos } from './unix-nanos.js';

/** A metric has as many points as its instrument has attribute sets, which is bounded there. */
const LIMITS: EncodeLimits = {
  maxTextBytes: MAX_VALUE_BYTES,
  maxBytes: Number.POSITIVE_INFINITY,
};

/** Writes the fields of a `NumberDataPoint` (opentelemetry/proto/metrics/v1/metrics.proto). */
export function writeNumberPoint(
  writer: ProtoWriter,
  point: DataPoint<number> & WithExemplars,
  valueType: ValueType,
): void {
  writeTimes(writer, point);
  if (valueType === ValueType.INT) {
    writer.byte(0x31);
    const bits = BigInt.asUintN(64, BigInt(Math.trunc(point.value)));
    writer.fixed64(Number(bits & 0xffff_ffffn), Number(bits >> 32n));
  } else {
    writeDouble(writer, 0x21, point.value);
  }
  writeExemplars(writer, 0x2a, point);
  writeAttributes(writer, 0x3a, point.attributes, LIMITS);
}

/** Writes the fields of a `HistogramDataPoint`. */
export function writeHistogramPoint(
  writer: ProtoWriter,
  point: DataPoint<Histogram> & WithExemplars,
): void {
  const { buckets, count, sum, min, max } = point.value;
  writeTimes(writer, point);
  writeCount64(writer, 0x21, count);
  writeDouble(writer, 0x29, sum);
  packed(writer, 0x32, buckets.counts, (each) => {
    writer.fixed64(each % 2 ** 32, Math.floor(each / 2 ** 32));
  });
  packed(writer, 0x3a, buckets.boundaries, (bound) => {
    writer.double(bound);
  });
  writeExemplars(writer, 0x42, point);
  writeAttributes(writer, 0x4a, point.attributes, LIMITS);
  writeDouble(writer, 0x59, min);
  writeDouble(writer, 0x61, max);
}

/** Writes the fields of an `ExponentialHistogramDataPoint`. */
export function writeExponentialPoint(
  writer: ProtoWriter,
  point: DataPoint<ExponentialHistogram>,
): void {
  const { value } = point;
  writeAttributes(writer, 0x0a, point.attributes, LIMITS);
  writeTimes(writer, point);
  writeCount64(writer, 0x21, value.count);
  writeDouble(writer, 0x29, value.sum);
  if (value.scale !== 0) {
    writer.byte(0x30);
    writer.varint(zigzag(value.scale));
  }
  writeCount64(writer, 0x39, value.zeroCount);
  for (const [tag, { offset, bucketCounts }] of [
    [0x42, value.positive],
    [0x4a, value.negative],
  ] as const) {
    writer.byte(tag);
    const start = writer.begin();
    if (offset !== 0) {
      writer.byte(0x08);
      writer.varint(zigzag(offset));
    }
    packed(writer, 0x12, bucketCounts, (each) => {
      writer.varint(each);
    });
    writer.end(start);
  }
  writeDouble(writer, 0x61, value.min);
  writeDouble(writer, 0x69, value.max);
}

function writeTimes(
  writer: ProtoWriter,
  { startTime, endTime }: Pick<DataPoint<unknown>, 'startTime' | 'endTime'>,
): void {
  writer.byte(0x11);
  writeUnixNanos(writer, startTime);
  writer.byte(0x19);
  writeUnixNanos(writer, endTime);
}

/** Writes the exemplars of a point, each with its trace. */
function writeExemplars(
  writer: ProtoWriter,
  tag: number,
  point: DataPoint<unknown> & WithExemplars,
): void {
  for (const { value, timeMs, traceId, spanId } of exemplarsOf(point)) {
    writer.byte(tag);
    const start = writer.begin();
    const seconds = Math.floor(timeMs / 1000);
    writer.byte(0x11);
    writeUnixNanos(writer, [
      seconds,
      Math.round((timeMs - seconds * 1000) * 1e6),
    ]);
    writeDouble(writer, 0x19, value);
    spanIds.write(writer, 0x22, spanId);
    traceIds.write(writer, 0x2a, traceId);
    writer.end(start);
  }
}

function writeDouble(
  writer: ProtoWriter,
  tag: number,
  value: number | undefined,
): void {
  if (value !== undefined) {
    writer.byte(tag);
    writer.double(value);
  }
}

function writeCount64(writer: ProtoWriter, tag: number, count: number): void {
  writer.byte(tag);
  writer.fixed64(count % 2 ** 32, Math.floor(count / 2 ** 32));
}

function packed(
  writer: ProtoWriter,
  tag: number,
  values: readonly number[],
  write: (value: number) => void,
): void {
  if (values.length > 0) {
    writer.byte(tag);
    const start = writer.begin();
    values.forEach(write);
    writer.end(start);
  }
}

/** A signed number as protobuf's `sint32` has it. */
function zigzag(value: number): number {
  return value >= 0 ? value * 2 : value * -2 - 1;
}
