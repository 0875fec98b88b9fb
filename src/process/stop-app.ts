import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Readiness } from '../health/index.js';
import { DeliveryRegistry, RequestObserver } from '../observability/index.js';
import { cutLingeringConnections } from './cut-lingering-connections.js';
import { endKeepAlive } from './end-keep-alive.js';

/** Share of a stop that requests in flight have to finish; telemetry has the rest, and what they leave of theirs. */
const REQUESTS_SHARE = 0.6;

/** Time beyond the deadline for what has no limit of its own, a connection of the database for example, in milliseconds. */
const SLACK_MS = 1000;

/**
 * Time in which requests that are on their way on idle connections still come, in milliseconds: to close such a connection
 * at once resets it under a request that its client has sent already. At most a tenth of the stop.
 */
const ON_THEIR_WAY_MS = 200;

export interface StopTimes {
  /** Time for the whole stop, in milliseconds. */
  readonly timeoutMs: number;
  /** Part of it in which new connections are still taken, in milliseconds. */
  readonly delayMs: number;
}

/**
 * Stops an application within its time: says that it is not ready, lets requests finish, closes the listener, and delivers
 * telemetry until the deadline.
 *
 * @returns whether everything ended by itself; if not, what telemetry was left is accounted for all the same
 * @throws what the server failed to close with, once telemetry is delivered or accounted for
 */
export async function stopApp(
  app: INestApplication,
  { timeoutMs, delayMs }: StopTimes,
): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  const leftMs = (): number => Math.max(0, until - performance.now());
  const server: unknown = app.getHttpServer();
  const observer = app.get(RequestObserver, { strict: false });
  const deliveries = app.get(DeliveryRegistry, { strict: false });
  deliveries.stopBy(until);
  app.get(Readiness, { strict: false }).drain();
  endKeepAlive(server, observer.openResponses());
  const overdue = pause(timeoutMs + SLACK_MS, false, { ref: false });
  // Even without a delay: what is on its way arrives in the meantime, and learns that its connection ends.
  await pause(Math.max(delayMs, Math.min(ON_THEIR_WAY_MS, timeoutMs / 10)));
  cutLingeringConnections(server, {
    openRequests: () => observer.open,
    limitMs: leftMs() - timeoutMs * (1 - REQUESTS_SHARE),
  });
  deliverFrom(server, () => deliveries.flush(leftMs()));
  const closed = app.close().then(() => true);
  try {
    if (await Promise.race([closed, overdue])) {
      return true;
    }
  } catch (error) {
    // Nest asks no part to close when the server fails to, the sinks neither.
    await deliveries.stop(leftMs());
    throw error;
  }
  await deliveries.stop(0);
  return false;
}

/**
 * Begins to deliver when the last response has ended, whatever else the application has to close before its sinks: a
 * connection of the database that hangs must not cost the telemetry's time.
 */
function deliverFrom(server: unknown, deliver: () => Promise<unknown>): void {
  if (server instanceof EventEmitter) {
    server.once('close', () => void deliver());
  }
}
