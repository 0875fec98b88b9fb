import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { FREE_PORTS, startSandbox } from '../index.js';
import { HEADER } from '../xray/xray-sandbox.spec-fixture.js';
import { datagramFaults } from './datagram-faults.js';
import { FaultGate } from './fault-gate.js';
import { ActiveFault } from './active-fault.js';
import { document, useFaultyVendors } from './faulty-vendors.spec-fixture.js';

describe('a datagram for the X-Ray daemon', () => {
  const t = useFaultyVendors();
  let socket: Socket;
  beforeEach(async () => {
    socket = createSocket('udp4');
    const [host, port] = t.sandbox.endpoints.xray.split(':');
    socket.connect(Number(port), host);
    await once(socket, 'connect');
  });
  afterEach(() => socket.close());

  const send = (): Promise<void> =>
    new Promise((resolve, reject) => {
      socket.send(HEADER + JSON.stringify(document()), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  const kept = (count: number): Promise<true> =>
    t.sandbox.store.waitFor(
      (store) => store.segments().length === count || undefined,
    );
  /** Sends until the system tells of a refusal; it tells of one with the next call. */
  const refusal = async (): Promise<unknown> => {
    const told = once(socket, 'error').then(([error]) => error);
    const failed = send()
      .then(send)
      .catch((error: unknown) => error);
    return Promise.race([told, failed.then((error) => error ?? told)]);
  };

  it('is refused by ICMP, and taken again on the same port', async () => {
    await send();
    await kept(1);
    await t.sandbox.faults.set('xray', { type: 'refuse' });
    expect(await refusal()).toMatchObject({ code: 'ECONNREFUSED' });
    socket.on('error', () => undefined);
    await t.sandbox.faults.clear('xray');
    await vi.waitFor(send);
    await kept(2);
  });

  it('is read late, in order', async () => {
    await t.sandbox.faults.set('xray', { type: 'slow', delayMs: 600_000 });
    for (let sent = 0; sent < 10; sent += 1) await send();
    await vi.waitFor(() => {
      expect(t.sandbox.faults.read().xray).toMatchObject({ hits: 10 });
    });
    expect(t.sandbox.store.counts().xray.requests).toBe(0);
    await t.sandbox.faults.clear('xray');
    await kept(10);
  });

  it.each([
    'hang',
    'reset',
    'reset-after',
    'throttle',
    '500',
    '503',
    '413',
    '401',
    'partial',
    'garbage',
  ] as const)(
    'is taken as ever under %s, for it has no answer',
    async (type) => {
      await t.sandbox.faults.set('xray', { type });
      await send();
      await kept(1);
      expect(t.sandbox.faults.read().xray).toMatchObject({ type, hits: 0 });
    },
  );
});

describe('a port that is closed under a stream of datagrams', () => {
  it('has read every datagram that it took, and refused the others', async () => {
    const sandbox = await startSandbox({ ports: FREE_PORTS });
    const [host = '', port] = sandbox.endpoints.xray.split(':');
    const sockets = Array.from({ length: 500 }, () => createSocket('udp4'));
    let refused = 0;
    await Promise.all(
      sockets.map(async (socket) => {
        socket.on('error', () => {
          refused += 1;
        });
        socket.connect(Number(port), host);
        await once(socket, 'connect');
      }),
    );
    const datagram = HEADER + JSON.stringify(document());
    let shut: Promise<void> | undefined;
    for (const [index, socket] of sockets.entries()) {
      socket.send(datagram);
      if (index === 200) {
        shut = sandbox.faults.set('xray', { type: 'refuse' });
      }
      if (index % 10 === 9) await new Promise((go) => setImmediate(go));
    }
    await shut;
    await vi.waitFor(() => {
      expect(sandbox.store.counts().xray.requests + refused).toBe(500);
    });
    expect(sandbox.store.counts().xray.requests).toBeGreaterThanOrEqual(200);
    expect(refused).toBeGreaterThan(0);
    for (const socket of sockets) socket.close();
    await sandbox.close();
  });
});

describe('datagramFaults', () => {
  it('drops and counts what no longer fits among those that wait', () => {
    const gate = new FaultGate();
    const slow = new ActiveFault({
      type: 'slow',
      delayMs: 600_000,
      probability: 1,
    });
    gate.replace(slow);
    const take = datagramFaults(gate, () => undefined, 100);
    take(Buffer.alloc(60));
    take(Buffer.alloc(60));
    take(Buffer.alloc(40));
    expect(slow.hits).toBe(3);
    expect(slow.rejected).toBe(1);
    gate.replace(undefined);
  });
});
