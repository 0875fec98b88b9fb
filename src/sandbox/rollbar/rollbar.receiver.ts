import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  bodyOf,
  type WireRequest,
  type WireResponse,
} from '../listener/http-listener.js';
import { memberOf } from '../store/members.js';
import type { Arrival } from '../store/payload.js';
import type { JsonObject } from '../store/records.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { traceIdOf } from '../store/trace-id.js';
import {
  CLIENT_PLATFORMS,
  deploySchema,
  itemDataSchema,
} from './item.schema.js';
import { MAX_PAYLOAD_BYTES, type Payload, readPayload } from './payload.js';
import { rateHeaders, RateLimit } from './rate-limit.js';
import { RollbarRefusal } from './refusal.js';
import { UuidLedger } from './uuid-ledger.js';

const itemRequest = z.looseObject({ data: itemDataSchema });

/** Rollbar's API for items and deploys. Every token counts as one of scope `post_server_item`. */
export class RollbarReceiver {
  /** Largest body to read. */
  readonly maxBodyBytes = MAX_PAYLOAD_BYTES;
  readonly #store: TelemetryStore;
  readonly #rate: RateLimit;
  readonly #uuids = new UuidLedger();
  #lastId = 0;

  constructor(store: TelemetryStore, callsPerMinute: number) {
    this.#store = store;
    this.#rate = new RateLimit(callsPerMinute);
  }

  /** Answers one request. */
  readonly handle = (request: WireRequest): WireResponse => {
    const arrival = this.#store.receive('rollbar', bodyOf(request, true));
    const headers: Record<string, string> = {
      'content-type': 'application/json; charset=utf-8',
    };
    let excerpt: unknown = request.body.toString('utf8', 0, 2_000);
    try {
      const accept = this.#routeOf(request);
      const payload = readPayload(request);
      excerpt = payload.body;
      const rate = this.#rate.count(payload.accessToken);
      Object.assign(headers, rateHeaders(rate));
      if (!rate.allowed) {
        throw new RollbarRefusal(
          429,
          'rate',
          `Rate limit of ${rate.limit} calls per minute exceeded.`,
        );
      }
      const answer = accept(payload, arrival);
      return { status: 200, headers, body: JSON.stringify(answer) };
    } catch (error) {
      if (!(error instanceof RollbarRefusal)) throw error;
      this.#refuse(error, request, excerpt);
      return {
        status: error.status,
        headers,
        body: JSON.stringify({ err: 1, message: error.message }),
      };
    }
  };

  /** Forgets uuids and rates. */
  reset(): void {
    this.#uuids.reset();
    this.#rate.reset();
  }

  #routeOf(
    request: WireRequest,
  ): (payload: Payload, arrival: Arrival) => JsonObject {
    const path = request.path.replace(/\/$/, '');
    const accept =
      path === '/api/1/item'
        ? this.#acceptItem
        : path === '/api/1/deploy'
          ? this.#acceptDeploy
          : undefined;
    if (!accept) {
      throw new RollbarRefusal(404, 'request.path', 'Not found');
    }
    if (request.method !== 'POST') {
      throw new RollbarRefusal(405, 'request.method', 'Method not allowed');
    }
    return accept;
  }

  readonly #acceptItem = (payload: Payload, arrival: Arrival): JsonObject => {
    const { data } = parse(itemRequest, payload.body);
    if (CLIENT_PLATFORMS.has(data.platform ?? '')) {
      throw new RollbarRefusal(
        403,
        'access-token.scope',
        `insufficient privileges: post_client_item scope is required for the platform ${data.platform}`,
      );
    }
    const uuid = (data.uuid ?? randomUUID()).replaceAll('-', '').toLowerCase();
    const id = ++this.#lastId;
    const answer = { err: 0, result: { id, uuid } };
    if (!this.#uuids.note(uuid)) {
      this.#store.countDuplicate('rollbar');
      return answer;
    }
    const traceId = traceIdOf(data.custom);
    this.#store.keep({
      kind: 'item',
      vendor: 'rollbar',
      ...(traceId === undefined ? {} : { traceId }),
      ...arrival,
      id,
      uuid,
      data,
    });
    return answer;
  };

  readonly #acceptDeploy = (payload: Payload, arrival: Arrival): JsonObject => {
    const deploy = parse(deploySchema, payload.body);
    const deployId = ++this.#lastId;
    this.#store.keep({
      kind: 'deploy',
      vendor: 'rollbar',
      ...arrival,
      deployId,
      deploy,
    });
    return { data: { deploy_id: deployId } };
  };

  #refuse(
    refusal: RollbarRefusal,
    request: WireRequest,
    excerpt: unknown,
  ): void {
    this.#store.countRefused('rollbar');
    if (refusal.status === 429) return;
    this.#store.violate(
      'rollbar',
      [{ rule: refusal.rule, message: refusal.message, refused: true }],
      typeof excerpt === 'string'
        ? `${request.method} ${request.path} ${excerpt}`
        : excerpt,
      traceIdOf(memberOf(excerpt, 'data', 'custom')),
    );
  }
}

function parse<T>(schema: z.ZodType<T>, body: JsonObject): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  throw new RollbarRefusal(
    422,
    ['item', ...path.filter((step) => typeof step === 'string')].join('.'),
    `Invalid payload. ${path.join('.')}: ${issue?.message ?? 'unreadable'}`,
  );
}
