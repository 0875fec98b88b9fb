import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { EncodeLimits } from './attributes.js';
import { type Octets, ProtoWriter } from './proto-writer.js';
import { writeBareSpan, writeSpan } from './span.js';
import { MAX_VALUE_BYTES } from './text.js';

/** Bytes of one span, below what fits into a batch (1 MiB); a larger one is written again with shorter texts. */
export const MAX_SPAN_BYTES = 900 * 1024;

const LIMITS: readonly EncodeLimits[] = [MAX_VALUE_BYTES, 4096, 256].map(
  (maxTextBytes) => ({ maxTextBytes, maxBytes: MAX_SPAN_BYTES }),
);
const BARE: EncodeLimits = { maxTextBytes: 1024, maxBytes: MAX_SPAN_BYTES };

/** The field `spans` of `ScopeSpans`. */
const SPANS = 0x12;
const TOO_LARGE = Symbol('too large');
const writer = new ProtoWriter();

/**
 * A span as the field `spans` of `ScopeSpans`, tag and length included: ready to be put beside others. Never throws. A span
 * that is too large has its texts cut; one whose content can't be read goes without that content.
 *
 * @returns no octets when not even its ids can be read
 */
export function encodeSpan(span: ReadableSpan): Octets {
  for (const limits of LIMITS) {
    const bytes = attempt(() => {
      writeSpan(writer, span, limits);
    });
    if (bytes === undefined) {
      break;
    }
    if (bytes !== TOO_LARGE) {
      return bytes;
    }
  }
  const bare = attempt(() => {
    writeBareSpan(writer, span, BARE);
  });
  return bare === undefined || bare === TOO_LARGE ? '' : bare;
}

/** @returns undefined when the span can't be read */
function attempt(write: () => void): Octets | typeof TOO_LARGE | undefined {
  writer.reset();
  try {
    writer.byte(SPANS);
    const start = writer.begin();
    write();
    writer.end(start);
  } catch {
    return undefined;
  }
  return writer.position > MAX_SPAN_BYTES ? TOO_LARGE : writer.octets();
}
