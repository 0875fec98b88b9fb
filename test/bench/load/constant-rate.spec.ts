import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { atConstantRate } from './constant-rate.js';

async function serverThat(
  answers: (count: number) => Promise<unknown>,
): Promise<{ readonly port: number; readonly close: () => void }> {
  let count = 0;
  const respond = async (response: ServerResponse): Promise<void> => {
    count += 1;
    await answers(count);
    response.end('ok');
  };
  const server = createServer((_request, response) => {
    void respond(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function load(port: number) {
  return {
    kind: 'rate',
    port,
    path: '/',
    varied: true,
    connections: 5,
    seconds: 1,
    rate: 200,
  } as const;
}

describe('a load at a constant rate', () => {
  it('sends all its requests, and has all answers', async () => {
    const server = await serverThat(() => Promise.resolve());
    const result = await atConstantRate(load(server.port));
    expect(result).toMatchObject({ answered: 200, failed: 0, perSecond: 200 });
    expect(result.p50).toBeLessThan(50);
    server.close();
  });

  it('sees all that wait for a server that stands still', async () => {
    let stands: Promise<void> | undefined;
    const server = await serverThat((count) => {
      if (count === 20) {
        stands = wait(400);
      }
      return stands ?? Promise.resolve();
    });
    const { p99 } = await atConstantRate(load(server.port));
    expect(p99).toBeGreaterThan(200);
    server.close();
  });
});
