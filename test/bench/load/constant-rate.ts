import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from '../report/statistics.js';
import { type LoadRequest, type LoadResult, pathOf } from './load-request.js';
import { USER_AGENTS } from './user-agents.js';

/** How often it is looked whether requests are due, in milliseconds. */
const TURN_MS = 1;
/** Wait for the last answers, in milliseconds. */
const LAST_ANSWERS_MS = 10_000;

/**
 * Sends requests at a constant rate, and measures each answer from the moment when its request was due: a server that
 * stands still makes all that wait for it late, not just the one that it is at.
 */
export async function atConstantRate(
  request: LoadRequest & { readonly rate: number },
): Promise<LoadResult> {
  const lines = await Promise.all(
    Array.from({ length: request.connections }, () => Line.open(request.port)),
  );
  const latencies: number[] = [];
  const total = Math.round(request.rate * request.seconds);
  const startedAt = performance.now();
  let sent = 0;
  while (sent < total) {
    const due = Math.min(
      total,
      Math.floor(((performance.now() - startedAt) / 1000) * request.rate),
    );
    for (; sent < due; sent += 1) {
      const dueAt = startedAt + (sent / request.rate) * 1000;
      const line = shortest(lines);
      line.send(headOf(request, sent), () => {
        latencies.push(performance.now() - dueAt);
      });
    }
    await wait(TURN_MS);
  }
  const until = performance.now() + LAST_ANSWERS_MS;
  while (latencies.length < total && performance.now() < until) {
    await wait(10);
  }
  lines.forEach((line) => {
    line.close();
  });
  return {
    answered: latencies.length,
    failed: total - latencies.length,
    perSecond: latencies.length / request.seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

function headOf(request: LoadRequest, count: number): string {
  const agent = USER_AGENTS[count % USER_AGENTS.length] ?? 'bench';
  return `GET ${pathOf(request, count)} HTTP/1.1\r\nhost: 127.0.0.1:${String(request.port)}\r\nuser-agent: ${agent}\r\n\r\n`;
}

function shortest(lines: readonly Line[]): Line {
  let best: Line | undefined;
  for (const line of lines) {
    if (best === undefined || line.waiting < best.waiting) {
      best = line;
    }
  }
  if (best === undefined) {
    throw new RangeError('A load needs a connection');
  }
  return best;
}

/** One connection, whose requests are answered in their order. */
class Line {
  private readonly answers: (() => void)[] = [];
  private text = '';

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      this.read(String(chunk));
    });
    socket.on('error', () => {
      // Its requests are counted as failed, as they are never answered.
    });
  }

  static async open(port: number): Promise<Line> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Line(socket);
  }

  get waiting(): number {
    return this.answers.length;
  }

  send(head: string, answered: () => void): void {
    this.answers.push(answered);
    this.socket.write(head, 'latin1');
  }

  close(): void {
    this.socket.destroy();
  }

  /** Every answer here has its length in its head. */
  private read(chunk: string): void {
    this.text += chunk;
    for (;;) {
      const end = this.text.indexOf('\r\n\r\n');
      if (end < 0) {
        return;
      }
      const [, length = '0'] =
        /\r\ncontent-length: (\d+)/i.exec(this.text.slice(0, end)) ?? [];
      const next = end + 4 + Number(length);
      if (this.text.length < next) {
        return;
      }
      this.text = this.text.slice(next);
      this.answers.shift()?.();
    }
  }
}
