import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { WireRequest } from '../listener/http-listener.js';
import {
  decodeProtobuf,
  encodeProtobuf,
  type MessageName,
} from './protobuf/codec.js';
import { OtlpRefusal } from './refusal.js';
import type { OtlpSignal } from './signal.js';

/** Largest request Honeycomb takes, bytes, before and after decompression (Honeycomb documentation, "Limits": 20 MB). */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

const gunzipped = promisify(gunzip);

/** The two encodings of OTLP/HTTP, by content type. */
export type OtlpEncoding = 'protobuf' | 'json';

/** The content type of each encoding (OTLP specification, "OTLP/HTTP Request"). */
export const CONTENT_TYPES: Readonly<Record<OtlpEncoding, string>> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};

/** Reads the encoding from a content type; `undefined` when it is neither. */
export function encodingOf(
  contentType: string | undefined,
): OtlpEncoding | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === CONTENT_TYPES.protobuf) return 'protobuf';
  return type === CONTENT_TYPES.json ? 'json' : undefined;
}

/**
 * Unpacks and decodes a body to the JSON shape of its message.
 *
 * @throws OtlpRefusal 400, 413 or 415.
 */
export async function decodeBody(
  request: WireRequest,
  encoding: OtlpEncoding,
  signal: OtlpSignal,
): Promise<unknown> {
  const bytes = await unpack(request);
  try {
    return decodeMessage(encoding, signal.requestMessage, bytes);
  } catch (error) {
    throw new OtlpRefusal(
      400,
      'request.body',
      `The body is no ${encoding} ${signal.requestMessage}: ${messageOf(error)}`,
    );
  }
}

/**
 * Decodes a message to its JSON shape.
 *
 * @throws Error when the bytes are not of that encoding.
 */
export function decodeMessage(
  encoding: OtlpEncoding,
  message: MessageName,
  bytes: Uint8Array,
): unknown {
  return encoding === 'json'
    ? JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    : decodeProtobuf(message, bytes);
}

/** Encodes a message from its JSON shape. */
export function encodeMessage(
  encoding: OtlpEncoding,
  message: MessageName,
  value: Readonly<Record<string, unknown>>,
): string | Uint8Array {
  return encoding === 'json'
    ? JSON.stringify(value)
    : encodeProtobuf(message, value);
}

/**
 * Unpacks a gzip body.
 *
 * @throws RangeError when it passes `MAX_BODY_BYTES`, Error when it is no gzip.
 */
export function inflate(body: Uint8Array): Promise<Uint8Array> {
  return gunzipped(body, { maxOutputLength: MAX_BODY_BYTES });
}

async function unpack(request: WireRequest): Promise<Uint8Array> {
  if (request.bodyTooLarge) throw tooLarge();
  const coding = request.headers['content-encoding']?.trim().toLowerCase();
  if (coding === undefined || coding === '' || coding === 'identity') {
    return request.body;
  }
  if (coding !== 'gzip') {
    throw new OtlpRefusal(
      415,
      'request.content-encoding',
      `The content encoding "${coding}" is not taken; send gzip or none.`,
    );
  }
  try {
    return await inflate(request.body);
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw new OtlpRefusal(
      400,
      'request.gzip',
      `The body is not gzip: ${messageOf(error)}`,
    );
  }
}

function tooLarge(): OtlpRefusal {
  return new OtlpRefusal(
    413,
    'request.too-large',
    `The request passes ${MAX_BODY_BYTES} bytes.`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
