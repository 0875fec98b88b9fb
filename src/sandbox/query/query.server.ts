import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DeniedRights } from '../cloudwatch-logs/index.js';
import { FAULT_OPTIONS, FaultError, type Faults } from '../faults/index.js';
import { CLOSE_GRACE_MS } from '../listener/http-listener.js';
import {
  isLoopbackHost,
  isLoopbackOrigin,
  LOOPBACK,
} from '../listener/loopback.js';
import { compareVendors } from '../insight/agreement.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { parseTraceId } from '../store/trace-id.js';
import { type SamplingRules, samplingRuleSchema } from '../xray/index.js';
import { answerArrivals } from './arrivals.route.js';
import { answerConsole, wantsPage } from './console.route.js';
import { answerDeniedRights } from './denied-rights.route.js';
import { answerInsight } from './insight.route.js';
import { answerLive } from './live.route.js';
import { answerPayloads } from './payloads.route.js';
import { QueryError } from './query.errors.js';
import { readInput } from './read-input.js';
import type {
  CountsAnswer,
  ErrorAnswer,
  FaultsAnswer,
  IndexAnswer,
  MetricsAnswer,
  RequestsAnswer,
  SamplingRulesAnswer,
  SandboxEndpoints,
  TraceAnswer,
  ViolationsAnswer,
} from './query.types.js';
import { answerRecords } from './records.route.js';
import { answerTry } from './try.route.js';

/** What the query API reads and does. */
export interface QuerySource {
  readonly store: TelemetryStore;
  readonly samplingRules: SamplingRules;
  readonly deniedRights: DeniedRights;
  readonly faults: Faults;
  /** Where the console was built to. */
  readonly consoleDirectory: string;
  endpoints(): SandboxEndpoints;
  /** Origin of the application that the console's calls go to, where it is known. */
  application(): string | undefined;
  reset(): Promise<void>;
}

const API = [
  'GET /api/requests?limit=100',
  'GET /api/traces/:id',
  'GET /api/find?id=…',
  'GET /api/records?vendor=otlp&field=rollbar.uuid&value=…',
  'GET /api/arrivals?kind=span',
  'GET /api/violations?limit=100',
  'GET /api/counts',
  'GET /api/lines?level=&text=&trace=&limit=500',
  'GET /api/errors',
  'GET /api/service-map',
  'GET /api/region?fromMs=&toMs=&minDurationMs=&maxDurationMs=',
  'GET /api/metrics/history',
  'GET /api/payloads/:id',
  'GET /api/payloads/:id/raw',
  'GET /api/live',
  'GET /api/try',
  'POST /api/try/:id',
  'GET /api/metrics',
  'GET /api/sampling-rules',
  'PUT /api/sampling-rules',
  'GET /api/denied-rights',
  'PUT /api/denied-rights',
  'GET /api/faults',
  'PUT /api/faults/:vendor',
  'DELETE /api/faults/:vendor',
  'POST /api/reset',
];

const anyVendor = z.object({ vendor: z.string() });
const page = z.object({
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
});

/**
 * The JSON query API, and for browsers a page at `/`. Only this machine may ask: a Host header of another name
 * or a page of another origin is refused, and no answer carries a CORS header.
 */
export function createQueryServer(source: QuerySource): FastifyInstance {
  const { store, samplingRules, faults } = source;
  const server = fastify({
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    frameworkErrors: (error, _request, reply) => {
      const { status, ...answer } = describe(error);
      reply.hijack();
      reply.raw
        .writeHead(status, {
          'content-type': 'application/json; charset=utf-8',
        })
        .end(JSON.stringify(answer));
    },
  });
  server.addHook('onRequest', async (request) => {
    if (!isLoopbackHost(request.headers.host)) {
      throw new QueryError(
        403,
        'HOST_NOT_LOCAL',
        'Ask for localhost or 127.0.0.1.',
      );
    }
    if (!isLoopbackOrigin(request.headers.origin)) {
      throw new QueryError(
        403,
        'ORIGIN_NOT_LOCAL',
        'Pages of other origins may not ask.',
      );
    }
  });
  // A connection that was opened ahead and carries no request is never idle to Node.
  server.addHook('preClose', async () => {
    const cut = setTimeout(
      () => server.server.closeAllConnections(),
      CLOSE_GRACE_MS,
    );
    server.server.once('close', () => clearTimeout(cut));
  });
  server.setNotFoundHandler((request) => {
    throw new QueryError(
      404,
      'NOT_FOUND',
      `There is no ${request.method} ${request.url.slice(0, 200)}.`,
    );
  });
  server.setErrorHandler((error, _request, reply) => {
    const { status, ...answer } = describe(error);
    return reply.status(status).send(answer);
  });

  const sendConsole = answerConsole(server, source.consoleDirectory);
  server.get('/', ({ headers }, reply) => {
    reply.headers({ vary: 'accept', 'cache-control': 'no-store' });
    return wantsPage(headers.accept)
      ? sendConsole(reply)
      : reply.send(index(source));
  });
  server.get('/api', () => index(source));
  server.get('/api/requests', ({ query }): RequestsAnswer => {
    const { limit } = readInput(page, query);
    return { requests: store.requests(limit) };
  });
  server.get('/api/traces/:id', ({ params }): TraceAnswer => {
    const { id } = readInput(z.object({ id: z.string() }), params);
    const traceId = parseTraceId(id);
    if (traceId === undefined) {
      throw new QueryError(
        400,
        'INVALID_TRACE_ID',
        'A trace id is 32 hex digits, or 1-<8 hex>-<24 hex>, not all zero.',
      );
    }
    const trace = store.trace(traceId);
    if (trace) {
      return {
        ...trace,
        requests: store.requestsOf(traceId),
        agreement: compareVendors(trace),
      };
    }
    throw new QueryError(
      404,
      'TRACE_UNKNOWN',
      `Nothing has arrived of the trace ${traceId}.`,
    );
  });
  answerRecords(server, store);
  answerArrivals(server, store);
  answerInsight(server, store);
  answerLive(server, store, faults);
  answerPayloads(server, store);
  answerTry(server, () => source.application());
  answerDeniedRights(server, source.deniedRights);
  server.get('/api/violations', ({ query }): ViolationsAnswer => {
    const { limit } = readInput(page, query);
    return { violations: store.violations().slice(0, limit) };
  });
  server.get('/api/counts', (): CountsAnswer => ({
    counts: store.counts(),
    retainedBytes: store.retainedBytes,
  }));
  server.get('/api/metrics', (): MetricsAnswer => ({
    metrics: store.metrics(),
  }));
  server.get('/api/sampling-rules', (): SamplingRulesAnswer => ({
    rules: samplingRules.list(),
  }));
  server.put('/api/sampling-rules', ({ body }): SamplingRulesAnswer => {
    samplingRules.set(
      readInput(z.object({ rules: z.array(samplingRuleSchema) }), body).rules,
    );
    return { rules: samplingRules.list() };
  });
  server.get('/api/faults', (): FaultsAnswer => ({ faults: faults.read() }));
  server.put(
    '/api/faults/:vendor',
    async ({ params, body }): Promise<FaultsAnswer> => {
      await faults.setUnchecked(readInput(anyVendor, params).vendor, body);
      return { faults: faults.read() };
    },
  );
  server.delete(
    '/api/faults/:vendor',
    async ({ params }): Promise<FaultsAnswer> => {
      await faults.clear(readInput(anyVendor, params).vendor);
      return { faults: faults.read() };
    },
  );
  server.post('/api/reset', async (): Promise<{ reset: true }> => {
    await source.reset();
    return { reset: true };
  });
  return server;
}

function index(source: QuerySource): IndexAnswer {
  return {
    name: 'telemetry sandbox',
    endpoints: source.endpoints(),
    api: API,
    faultTypes: FAULT_OPTIONS,
  };
}

/** Listens on 127.0.0.1 and gives the port bound. */
export async function listenQueryServer(
  server: FastifyInstance,
  port: number,
): Promise<number> {
  await server.listen({ port, host: LOOPBACK });
  const address = server.server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server has no TCP address');
  }
  return address.port;
}

function describe(error: unknown): ErrorAnswer & { status: number } {
  if (error instanceof QueryError || error instanceof FaultError) {
    return { status: error.status, code: error.code, message: error.message };
  }
  const status =
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  return {
    status,
    code: status < 500 ? 'INVALID_REQUEST' : 'INTERNAL',
    message: error instanceof Error ? error.message : String(error),
  };
}
