import { createServer, type Server } from 'node:net';
import { FREE_PORTS, sandboxOptionsFrom, startSandbox } from './index.js';

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('no port');
  return { server, port: address.port };
}

describe('startSandbox', () => {
  it('takes free ports, the same for UDP and TCP, and lets go of all', async () => {
    const sandbox = await startSandbox({ ports: FREE_PORTS });
    const { endpoints } = sandbox;
    const answer = await fetch(`http://${endpoints.xray}/GetSamplingRules`, {
      method: 'POST',
      body: '{}',
    });
    expect(answer.status).toBe(200);
    await Promise.all([sandbox.close(), sandbox.close()]);
    const ports = {
      query: portOf(endpoints.query),
      otlp: portOf(endpoints.otlp),
      xray: portOf(`http://${endpoints.xray}`),
      cloudWatchLogs: portOf(endpoints.cloudWatchLogs),
      rollbar: portOf(endpoints.rollbar),
    };
    const again = await startSandbox({ ports });
    expect(again.endpoints).toEqual(endpoints);
    await again.close();
  });

  it.each([
    ['query', 'SANDBOX_PORT'],
    ['otlp', 'SANDBOX_OTLP_PORT'],
    ['xray', 'SANDBOX_XRAY_PORT'],
    ['cloudWatchLogs', 'SANDBOX_CLOUDWATCH_PORT'],
    ['rollbar', 'SANDBOX_ROLLBAR_PORT'],
  ])(
    'says which variable moves a busy %s port and leaves nothing open',
    async (endpoint, variable) => {
      const { server, port } = await occupy();
      await expect(
        startSandbox({ ports: { ...FREE_PORTS, [endpoint]: port } }),
      ).rejects.toMatchObject({
        name: 'SandboxStartError',
        code: 'EADDRINUSE',
        message: expect.stringMatching(
          new RegExp(`^Port ${port},.*is in use\\. Set ${variable} `),
        ),
      });
      await new Promise((resolve) => server.close(resolve));
    },
  );

  it('answers a client that is busy while it closes', async () => {
    const sandbox = await startSandbox({ ports: FREE_PORTS });
    await fetch(sandbox.endpoints.query);
    const before = performance.now();
    await sandbox.close();
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('sandboxOptionsFrom', () => {
  it('reads every port and leaves the default of what is unset or empty', () => {
    expect(
      sandboxOptionsFrom({
        SANDBOX_PORT: '0',
        SANDBOX_OTLP_PORT: '65535',
        SANDBOX_XRAY_PORT: '',
        SANDBOX_ROLLBAR_PORT: ' 9999 ',
      }).ports,
    ).toEqual({
      query: 0,
      otlp: 65_535,
      xray: 2_000,
      cloudWatchLogs: 4_569,
      rollbar: 9_999,
    });
  });

  it('names every wrong port', () => {
    expect(() =>
      sandboxOptionsFrom({ SANDBOX_PORT: '65536', SANDBOX_XRAY_PORT: '-1' }),
    ).toThrow(/SANDBOX_PORT .*65536[^]*SANDBOX_XRAY_PORT .*-1/);
  });
});

function portOf(url: string): number {
  return Number(new URL(url).port);
}
