import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  decodeMessage,
  encodingOf,
  inflate,
  LOGS,
  METRICS,
  TRACES,
} from '../otlp/index.js';
import { memberOf } from '../store/members.js';
import type { Payload } from '../store/payload.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { withoutTokens } from '../store/violation.js';
import { QueryError } from './query.errors.js';
import type { PayloadAnswer } from './query.types.js';
import { readInput } from './read-input.js';

/** Longest text shown, characters; the whole is there to download. */
const MAX_TEXT = 1_000_000;

const params = z.object({ id: z.coerce.number().int().min(1) });
const MESSAGES = new Map(
  [TRACES, METRICS, LOGS].map(({ path, requestMessage }) => [
    `POST ${path}`,
    requestMessage,
  ]),
);

/**
 * `GET /api/payloads/:id`: a body or datagram as it was received, with its text where it has one (protobuf decoded);
 * `GET /api/payloads/:id/raw`: its bytes.
 */
export function answerPayloads(
  server: FastifyInstance,
  store: TelemetryStore,
): void {
  const find = (input: unknown): Payload => {
    const payload = store.payload(readInput(params, input).id);
    if (payload) return payload;
    throw new QueryError(
      404,
      'PAYLOAD_GONE',
      'That body has left memory to make room for later ones, or was too large to keep.',
    );
  };
  server.get(
    '/api/payloads/:id',
    async ({ params: asked }): Promise<PayloadAnswer> => {
      const payload = find(asked);
      const { body, carriesRecords: _kept, ...facts } = payload;
      const text = withoutTokens(await textOf(payload));
      return {
        ...facts,
        contentType: facts.contentType ?? null,
        contentEncoding: facts.contentEncoding ?? null,
        bytes: body.byteLength,
        text: text.slice(0, MAX_TEXT),
        isWhole: text.length <= MAX_TEXT,
      };
    },
  );
  server.get('/api/payloads/:id/raw', (request, reply) => {
    const { id, vendor, body } = find(request.params);
    return reply
      .headers({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${vendor}-${id}.bin"`,
        'x-content-type-options': 'nosniff',
      })
      .send(Buffer.from(body));
  });
}

async function textOf(payload: Payload): Promise<string> {
  const { operation, contentType } = payload;
  try {
    const bytes = await unpacked(payload);
    const message = MESSAGES.get(operation);
    if (message !== undefined && encodingOf(contentType) === 'protobuf') {
      return JSON.stringify(
        decodeMessage('protobuf', message, bytes),
        toJsonForm,
        2,
      );
    }
    return Buffer.from(bytes).toString('utf8');
  } catch (error) {
    return `This body cannot be shown as text: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Bytes as OTLP's JSON has them: ids in hex (OTLP specification, "JSON Protobuf Encoding"), all else in base64. */
function toJsonForm(this: unknown, key: string, value: unknown): unknown {
  // `value` is what Buffer.toJSON made of the bytes.
  const bytes = memberOf(this, key);
  return bytes instanceof Uint8Array
    ? Buffer.from(bytes).toString(key.endsWith('Id') ? 'hex' : 'base64')
    : value;
}

async function unpacked({
  body,
  contentEncoding,
}: Payload): Promise<Uint8Array> {
  return contentEncoding?.trim().toLowerCase() === 'gzip'
    ? await inflate(body)
    : body;
}
