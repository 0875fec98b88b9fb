import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { observePool, type PoolRecorder } from '../observability/index.js';

type Done = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/** pg's messages when `connectionTimeoutMillis` is over; they have no code. Source: pg-pool 3, `index.js`. */
const TIMED_OUT =
  /^(?:timeout exceeded when trying to connect|Connection terminated due to connection timeout)/;

/** pg's pool, which tells how long its connections are waited for and held. */
export class MeasuredPool extends Pool {
  private readonly recorder: PoolRecorder;

  /** @param name of the pool in metrics: `host:port/database` */
  constructor(config: PoolConfig, name: string) {
    super(config);
    const borrowedAt = new WeakMap<PoolClient, number>();
    this.recorder = observePool(name, {
      idle: () => this.idleCount,
      used: () => this.totalCount - this.idleCount,
      pending: () => this.waitingCount,
      limit: this.options.max,
    });
    this.on('acquire', (client) => {
      borrowedAt.set(client, performance.now());
    });
    this.on('release', (_error, client) => {
      const since = borrowedAt.get(client);
      if (since !== undefined) {
        borrowedAt.delete(client);
        this.recorder.returned(performance.now() - since);
      }
    });
  }

  /** A statement of its own (`query`) takes its connection here too, by the callback. */
  override connect(): Promise<PoolClient>;
  override connect(done: Done): void;
  override connect(done?: Done): Promise<PoolClient> | void {
    const startedAt = performance.now();
    const obtained = (): void => {
      this.recorder.obtained(performance.now() - startedAt);
    };
    const failed = (error: unknown): void => {
      if (error instanceof Error && TIMED_OUT.test(error.message)) {
        this.recorder.timedOut();
      }
    };
    if (done === undefined) {
      const client = super.connect();
      void client.then(obtained, failed);
      return client;
    }
    super.connect((error, client, release) => {
      if (client === undefined) failed(error);
      else obtained();
      done(error, client, release);
    });
  }

  override end(): Promise<void>;
  override end(done: () => void): void;
  override end(done?: () => void): Promise<void> | void {
    this.recorder.close();
    return done === undefined ? super.end() : super.end(done);
  }
}
