import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { HttpListener } from './http-listener.js';
import { SwitchablePort } from './switchable-port.js';

describe('SwitchablePort', () => {
  let port: SwitchablePort;
  let other: Server;
  beforeEach(async () => {
    port = await SwitchablePort.start(0, (number) =>
      HttpListener.start(number, 10, () => ({ status: 204 })),
    );
    other = createServer();
  });
  afterEach(async () => {
    await port.close();
    if (other.listening) other.close();
  });
  const occupy = async (): Promise<void> => {
    other.listen(port.port, '127.0.0.1');
    await once(other, 'listening');
  };

  it('gives up on a port that another process keeps, and can be opened later', async () => {
    await port.shut();
    await occupy();
    await expect(port.open(100)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
    await port.open();
    const answer = await fetch(`http://127.0.0.1:${port.port}/`);
    expect(answer.status).toBe(204);
  });

  it('can be closed while it tries to open', async () => {
    await port.shut();
    await occupy();
    const opening = port.open();
    await port.close();
    await expect(opening).resolves.toBeUndefined();
  });

  it('answers what it has begun to answer before it is shut', async () => {
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow = await SwitchablePort.start(0, (number) =>
      HttpListener.start(number, 10, async () => {
        begun.resolve();
        await held.promise;
        return { status: 204 };
      }),
    );
    const answer = fetch(`http://127.0.0.1:${slow.port}/`);
    await begun.promise;
    const shut = slow.shut();
    held.resolve();
    expect((await answer).status).toBe(204);
    expect((await answer).headers.get('connection')).toBe('close');
    await shut;
    await slow.close();
  });
});
