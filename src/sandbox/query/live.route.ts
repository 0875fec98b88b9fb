import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Faults } from '../faults/index.js';
import { toLogLine } from '../insight/log-lines.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { QueryError } from './query.errors.js';
import type { LiveFigures, LiveLines, LiveRequests } from './query.types.js';

/** How often a listener is told what changed, milliseconds. */
const TELL_EVERY_MS = 200;
/** How often a silent connection is shown to be alive, milliseconds. */
const BEAT_EVERY_MS = 15_000;
/** Traces told at once; the rest waits for the next time. */
const MAX_TRACES = 500;
/** Listeners at a time. A browser holds six connections to one host. */
const MAX_LISTENERS = 32;

/**
 * `GET /api/live`: server-sent events of what changes: `requests`, `lines`, `figures`, and `reset` when all was
 * forgotten. A listener that reads too slowly is told less often, never more than the store holds.
 */
export function answerLive(
  server: FastifyInstance,
  store: TelemetryStore,
  faults: Faults,
): void {
  const open = new Set<ServerResponse>();
  server.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  server.get('/api/live', { exposeHeadRoute: false }, (_request, reply) => {
    if (open.size >= MAX_LISTENERS) {
      throw new QueryError(
        429,
        'TOO_MANY_LISTENERS',
        `${MAX_LISTENERS} pages listen already. Close one.`,
      );
    }
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    raw.write('retry: 1000\n\n');
    open.add(raw);
    const stop = tell(raw, store, faults);
    raw.once('close', () => {
      stop();
      open.delete(raw);
    });
  });
}

function tell(
  response: ServerResponse,
  store: TelemetryStore,
  faults: Faults,
): () => void {
  const watch = store.watch();
  let lastFigures = '';
  let beatAt = Date.now();
  const sendText = (event: string, text: string): void => {
    response.write(`event: ${event}\ndata: ${text}\n\n`);
    beatAt = Date.now();
  };
  const send = (event: string, data: unknown): void => {
    sendText(event, JSON.stringify(data));
  };
  const turn = (): void => {
    if (response.writableNeedDrain || response.writableEnded) return;
    const { reset, traces, forgotten, lines } = watch.take(MAX_TRACES);
    if (reset) send('reset', {});
    if (traces.length > 0 || forgotten.length > 0) {
      send('requests', {
        traces: traces.map((traceId) => ({
          traceId,
          requests: store.requestsOf(traceId),
        })),
        forgotten,
      } satisfies LiveRequests);
    }
    if (lines.length > 0) {
      send('lines', { lines: lines.map(toLogLine) } satisfies LiveLines);
    }
    const figures: LiveFigures = {
      counts: store.counts(),
      faults: faults.read(),
      delays: store.delays.read(),
      retainedBytes: store.retainedBytes,
      violations: store.violationCount,
    };
    const text = JSON.stringify(figures);
    if (text !== lastFigures) {
      lastFigures = text;
      sendText('figures', text);
    } else if (Date.now() - beatAt > BEAT_EVERY_MS) {
      response.write(':\n\n');
      beatAt = Date.now();
    }
  };
  const timer = setInterval(turn, TELL_EVERY_MS);
  turn();
  return () => {
    clearInterval(timer);
    store.unwatch(watch);
  };
}
