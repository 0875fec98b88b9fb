import { ZodError } from 'zod';
import type { WireResponse } from '../listener/http-listener.js';
import { CONTENT_TYPES, encodeMessage, type OtlpEncoding } from './body.js';
import type { MessageName } from './protobuf/codec.js';
import { OtlpRefusal } from './refusal.js';
import { ValueShapeError } from './schema/any-value.js';
import type { BatchOutcome, OtlpSignal } from './signal.js';

/** Reasons told in one partial success. */
const MAX_REASONS = 5;

/** The body of an answer: empty, or a partial success that tells what was turned away. */
export function responseBody(
  signal: OtlpSignal,
  { rejected, reasons }: BatchOutcome,
): Record<string, unknown> {
  if (rejected === 0) return {};
  return {
    partialSuccess: {
      [signal.rejectedField]: String(rejected),
      errorMessage: [...new Set(reasons)].slice(0, MAX_REASONS).join(' '),
    },
  };
}

/** An error met while a request was read, as the refusal that answers it; any other is thrown on. */
export function toRefusal(error: unknown): OtlpRefusal {
  if (error instanceof OtlpRefusal) return error;
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const path = issue?.path.join('.') ?? '';
    return new OtlpRefusal(
      400,
      'request.shape',
      `${path === '' ? 'The request' : path}: ${issue?.message ?? 'unreadable'}`,
    );
  }
  if (error instanceof ValueShapeError) {
    return new OtlpRefusal(400, 'request.shape', error.message);
  }
  if (error instanceof RangeError) {
    return new OtlpRefusal(400, 'request.depth', 'Values nest too deeply.');
  }
  throw error;
}

/** An answer in the encoding of its request. */
export function respond(
  status: number,
  encoding: OtlpEncoding,
  message: MessageName,
  body: Record<string, unknown>,
): WireResponse {
  return {
    status,
    headers: {
      'content-type': CONTENT_TYPES[encoding],
      ...(status === 405 ? { allow: 'POST' } : {}),
    },
    body: encodeMessage(encoding, message, body),
  };
}
