/** Fields of an OTLP request that hold what it is made of, from the outside in: resources, scopes, spans. */
const PATH = [1, 2, 2] as const;

/** Spans in a request of OTLP, without decoding them. Source: opentelemetry/proto/trace/v1/trace.proto. */
export function countSpans(request: Uint8Array): number {
  return countIn(request, 0, request.byteLength, 0);
}

function countIn(
  bytes: Uint8Array,
  from: number,
  to: number,
  depth: number,
): number {
  let count = 0;
  let position = from;
  while (position < to) {
    const tag = varint(bytes, position);
    position = tag.end;
    const field = tag.value >>> 3;
    switch (tag.value & 7) {
      case 0:
        position = varint(bytes, position).end;
        break;
      case 1:
        position += 8;
        break;
      case 2: {
        const length = varint(bytes, position);
        const end = length.end + length.value;
        if (field === PATH[depth]) {
          count +=
            depth + 1 === PATH.length
              ? 1
              : countIn(bytes, length.end, end, depth + 1);
        }
        position = end;
        break;
      }
      default:
        position += 4;
    }
  }
  return count;
}

function varint(
  bytes: Uint8Array,
  from: number,
): { readonly value: number; readonly end: number } {
  let value = 0;
  let factor = 1;
  let end = from;
  for (;;) {
    const byte = bytes[end] ?? 0;
    end += 1;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) {
      return { value, end };
    }
    factor *= 128;
  }
}
