import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { MeasuredPool } from '../../src/database/measured-pool.js';
import { ownMetrics } from '../../src/observability/metrics/own-metrics.js';
import { startMetrics } from '../../src/observability/index.js';

const SERVER = process.env['TEST_DATABASE_URL'];
const PREFIX = 'db.client.connection.';

/** What is told of a pool: for each metric the values, or the numbers of measurements, in the order of its states. */
function toldOf(pool: string): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    ownMetrics
      .read()
      .flatMap(({ metrics }) =>
        metrics
          .filter(({ descriptor }) => descriptor.name.startsWith(PREFIX))
          .map(({ descriptor, dataPoints }) => [
            descriptor.name.slice(PREFIX.length),
            dataPoints
              .filter(({ attributes }) =>
                Object.values(attributes).includes(pool),
              )
              .map(({ value }) =>
                typeof value === 'number' ? value : value.count,
              ),
          ]),
      ),
  );
}

describe('metrics of a pool', () => {
  beforeAll(() => {
    startMetrics({ prometheus: {} });
  });

  describe('whose server says nothing', () => {
    const sockets = new Set<Socket>();
    let server: Server;

    beforeAll(async () => {
      server = createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });

    afterAll(() => {
      sockets.forEach((socket) => {
        socket.destroy();
      });
      server.close();
    });

    it('count who waits, and waited in vain', async () => {
      const address = server.address();
      const pool = new MeasuredPool(
        {
          host: '127.0.0.1',
          port: typeof address === 'object' ? (address?.port ?? 0) : 0,
          connectionTimeoutMillis: 300,
          max: 1,
        },
        'silent',
      );
      pool.on('error', () => undefined);
      const both = Promise.allSettled([pool.connect(), pool.query('select 1')]);
      expect(toldOf('silent')).toMatchObject({
        count: [0, 1],
        limit: [1],
        'idle.max': [1],
        pending_requests: [1],
        timeouts: [0],
      });
      const outcomes = await both;
      expect(outcomes.map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ]);
      expect(toldOf('silent')).toMatchObject({ timeouts: [2] });
      expect(toldOf('silent')['wait_time'] ?? []).toEqual([]);

      await pool.end();
      expect(toldOf('silent')['count'] ?? []).toEqual([]);
    });
  });

  it.runIf(SERVER !== undefined)(
    'tell how long connections are waited for and held',
    async () => {
      const pool = new MeasuredPool(
        { connectionString: SERVER ?? '', max: 2 },
        'server',
      );
      const client = await pool.connect();
      expect(toldOf('server')).toMatchObject({ count: [0, 1] });
      await Promise.all([pool.query('select 1'), pool.query('select 2')]);
      client.release();
      expect(toldOf('server')).toMatchObject({
        count: [2, 0],
        wait_time: [3],
        use_time: [3],
        timeouts: [0],
      });
      await pool.end();
    },
  );
});
