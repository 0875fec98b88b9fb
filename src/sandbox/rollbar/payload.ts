import type { WireRequest } from '../listener/http-listener.js';
import { MAX_NESTING, nestsTooDeeply } from '../store/nesting.js';
import type { JsonObject } from '../store/records.js';
import { RollbarRefusal } from './refusal.js';

/** Largest payload, bytes (Rollbar API reference: 512 kB). */
export const MAX_PAYLOAD_BYTES = 512 * 1024;

const TOKEN_HEADER = 'x-rollbar-access-token';
const FORM = 'application/x-www-form-urlencoded';

/** A call's payload, and the access token apart from it. */
export interface Payload {
  readonly body: JsonObject;
  readonly accessToken: string;
}

/**
 * Reads a payload: JSON as the body, or form-encoded under `payload`
 * (or, for a deploy, as plain fields). The access token is taken from the
 * header, else out of the payload.
 *
 * @throws RollbarRefusal 400, 401, 413.
 */
export function readPayload(request: WireRequest): Payload {
  if (request.bodyTooLarge || request.wireBytes > MAX_PAYLOAD_BYTES) {
    throw new RollbarRefusal(
      413,
      'payload.too-large',
      `Request entity too large. Max payload size is ${MAX_PAYLOAD_BYTES} bytes.`,
    );
  }
  const { access_token: inBody, ...body } = parsePayload(request);
  const header = request.headers[TOKEN_HEADER];
  const token = typeof header === 'string' ? header : inBody;
  if (typeof token !== 'string' || token.trim() === '') {
    throw new RollbarRefusal(
      401,
      'access-token.missing',
      'access token required',
    );
  }
  if (!/^[\w-]+$/.test(token.trim())) {
    throw new RollbarRefusal(401, 'access-token.form', 'invalid access token');
  }
  return { body, accessToken: token.trim() };
}

function parsePayload(request: WireRequest): JsonObject {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(request.body);
  } catch {
    throw new RollbarRefusal(400, 'payload.utf8', 'Invalid UTF-8 in payload.');
  }
  if (request.headers['content-type']?.startsWith(FORM)) {
    const form = new URLSearchParams(text);
    const payload = form.get('payload');
    if (payload === null) return Object.fromEntries(form);
    text = payload;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RollbarRefusal(400, 'payload.json', 'Invalid JSON payload.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RollbarRefusal(
      400,
      'payload.json',
      'Invalid format: the payload must be a JSON object.',
    );
  }
  if (nestsTooDeeply(value)) {
    throw new RollbarRefusal(
      422,
      'payload.depth',
      `The payload nests more than ${MAX_NESTING} levels deep.`,
    );
  }
  return Object.fromEntries(Object.entries(value));
}
