import { SPAN_ID, START, TRACE_ID } from './otlp-sandbox.spec-fixture.js';

/** The wire format by hand: a varint. */
function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}
/** A length-delimited field. */
function chunk(id: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([
    varint(BigInt((id << 3) | 2)),
    varint(BigInt(body.length)),
    body,
  ]);
}
function fixed64(id: number, value: bigint): Buffer {
  const body = Buffer.alloc(8);
  body.writeBigUInt64LE(value);
  return Buffer.concat([varint(BigInt((id << 3) | 1)), body]);
}
function int(id: number, value: bigint): Buffer {
  return Buffer.concat([varint(BigInt(id << 3)), varint(value)]);
}
const attribute = (key: string, value: Buffer): Buffer =>
  Buffer.concat([chunk(1, key), chunk(2, value)]);
const serviceResource = chunk(
  1,
  chunk(1, attribute('service.name', chunk(1, 'cruddur'))),
);
export function protobufRequest(
  span: Buffer,
  resource = serviceResource,
): Buffer {
  const scope = chunk(1, chunk(1, 'hand'), chunk(2, '1.0'));
  return chunk(1, resource, chunk(2, scope, chunk(2, span)));
}
export function protobufSpan(
  changes: { traceId?: Buffer; name?: Buffer } = {},
): Buffer {
  return Buffer.concat([
    chunk(1, changes.traceId ?? Buffer.from(TRACE_ID, 'hex')),
    chunk(2, Buffer.from(SPAN_ID, 'hex')),
    chunk(5, changes.name ?? 'GET /home'),
    int(6, 2n),
    fixed64(7, START),
    fixed64(8, START + 1_500_000n),
    chunk(9, attribute('app.result_length', int(3, 5n))),
    chunk(9, attribute('flag', int(2, 0n))),
    chunk(9, attribute('list', chunk(5, chunk(1, chunk(1, 'a'))))),
    chunk(9, attribute('minus', int(3, 2n ** 64n - 7n))),
    chunk(15, int(3, 2n), chunk(2, 'broken')),
  ]);
}
