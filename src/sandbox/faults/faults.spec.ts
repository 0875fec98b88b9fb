import { once } from 'node:events';
import { createServer } from 'node:net';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';
import { VENDORS } from '../store/vendor.js';
import { outcomeOf, useFaultyVendors } from './faulty-vendors.spec-fixture.js';
import { FAULT_TYPES } from './fault.js';

const NONE = { otlp: null, xray: null, cloudwatch: null, rollbar: null };

/** Sockets that listen, in this process. */
const handles = (): number =>
  process.getActiveResourcesInfo().filter((kind) => /UDP|Server/.test(kind))
    .length;

/** Waits until the fault of OTLP has hit a request. */
const hit = (sandbox: Sandbox): Promise<void> =>
  vi.waitFor(() => {
    if (sandbox.faults.read().otlp?.hits !== 1) throw new Error('Not hit');
  });

describe('the switches of faults', () => {
  const t = useFaultyVendors();
  const outcomes = (): Promise<(string | number)[]> =>
    Promise.all(VENDORS.map((vendor) => outcomeOf(t.clients[vendor].send())));

  it('concern one vendor, and no other', async () => {
    await t.sandbox.faults.set('cloudwatch', { type: '500' });
    expect(await outcomes()).toEqual([200, 200, 500, 200]);
  });

  it('concern all at once, and are cleared all at once', async () => {
    await t.sandbox.faults.set('all', { type: 'throttle' });
    expect(await outcomes()).toEqual([429, 429, 400, 429]);
    await t.sandbox.faults.clear('all');
    expect(t.sandbox.faults.read()).toEqual(NONE);
    expect(await outcomes()).toEqual([200, 200, 200, 200]);
  });

  it('replace one fault by another', async () => {
    const { otlp } = t.clients;
    const { faults } = t.sandbox;
    for (const type of ['refuse', '503', 'refuse', 'refuse'] as const) {
      await faults.set('otlp', { type });
    }
    expect(await outcomeOf(otlp.send())).toBe('ECONNREFUSED');
    await faults.set('otlp', { type: '503' });
    expect(await outcomeOf(otlp.send())).toBe(503);
  });

  it.each(['refuse', 'hang', '503'] as const)(
    'end %s by itself when its duration is over',
    async (type) => {
      await t.sandbox.faults.set('all', { type, durationMs: 300 });
      expect(t.sandbox.faults.read().rollbar).toMatchObject({
        type,
        durationMs: 300,
        remainingMs: expect.any(Number),
      });
      const during = await outcomes();
      expect(during.every((outcome) => outcome !== 200)).toBe(true);
      await vi.waitFor(() => {
        expect(t.sandbox.faults.read()).toEqual(NONE);
      });
      await vi.waitFor(async () => {
        expect(await outcomes()).toEqual([200, 200, 200, 200]);
      });
    },
  );

  it('let a new fault last as long as it says, whatever the former said', async () => {
    await t.sandbox.faults.set('otlp', { type: '500', durationMs: 20 });
    await t.sandbox.faults.set('otlp', { type: '503' });
    await t.sandbox.faults.set('rollbar', { type: '500', durationMs: 60 });
    await vi.waitFor(() => {
      expect(t.sandbox.faults.read().rollbar).toBeNull();
    });
    expect(t.sandbox.faults.read().otlp).toMatchObject({
      type: '503',
      remainingMs: null,
    });
  });

  it('hit the share of requests that is asked for', async () => {
    await t.sandbox.faults.set('rollbar', { type: '500', probability: 0.5 });
    const sent = await Promise.all(
      Array.from({ length: 200 }, () => outcomeOf(t.clients.rollbar.send())),
    );
    const failed = sent.filter((outcome) => outcome === 500).length;
    // Binomial(200, 0.5): outside of this once in 10^11 runs.
    expect(failed).toBeGreaterThan(50);
    expect(failed).toBeLessThan(150);
    expect(t.clients.rollbar.kept()).toBe(200 - failed);
    await t.sandbox.faults.set('rollbar', { type: 'hang', probability: 0 });
    expect(await outcomeOf(t.clients.rollbar.send())).toBe(200);
  });

  it('are cleared by a reset of the sandbox', async () => {
    await t.clients.xray.send();
    await t.sandbox.faults.set('all', { type: 'refuse' });
    await t.sandbox.reset();
    expect(t.sandbox.faults.read()).toEqual(NONE);
    expect(t.clients.xray.kept()).toBe(0);
    expect(await outcomeOf(t.clients.xray.send())).toBe(200);
  });

  it('keep refusing while another process has the port, and end once it is free', async () => {
    const { port } = new URL(t.sandbox.endpoints.otlp);
    await t.sandbox.faults.set('otlp', { type: 'refuse' });
    const other = createServer().listen(Number(port), '127.0.0.1');
    await once(other, 'listening');
    const cleared = t.sandbox.faults.clear('otlp');
    expect(t.sandbox.faults.read().otlp).toMatchObject({ type: 'refuse' });
    other.close();
    await cleared;
    expect(await outcomeOf(t.clients.otlp.send())).toBe(200);
  });

  it('lose and double nothing of what is answered while they are turned under load', async () => {
    const { faults } = t.sandbox;
    const stop = new AbortController();
    let acknowledged = 0;
    const client = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        const outcome = await outcomeOf(t.clients.otlp.send());
        if (outcome === 200) acknowledged += 1;
      }
    };
    const clients = Array.from({ length: 8 }, client);
    const before = handles();
    for (let round = 0; round < 10; round += 1) {
      for (const type of ['refuse', 'hang', 'slow', 'reset', '503'] as const) {
        await faults.set('all', { type });
      }
      await faults.clear();
      const goal = acknowledged + 8;
      await vi.waitFor(() => {
        expect(acknowledged).toBeGreaterThanOrEqual(goal);
      });
    }
    stop.abort();
    await Promise.all(clients);
    expect(t.clients.otlp.kept()).toBe(acknowledged);
    expect(handles()).toBe(before);
  });

  it.each([
    [{}, /type/],
    [null, /There are refuse, hang, /],
    [{ type: 'flood' }, /type/],
    [{ type: 'slow', delayMs: 0 }, /delayMs/],
    [
      { type: 'slow', maxBytes: 1 },
      /maxBytes.*slow takes delayMs, durationMs, probability\./,
    ],
    [{ type: 'refuse', probability: 0.5 }, /probability/],
    [{ type: '500', probability: 1.5 }, /probability/],
    [{ type: '503', retryAfterSeconds: 1.5 }, /retryAfterSeconds/],
  ])('refuse %j and say what there is', async (fault, message) => {
    await expect(
      t.sandbox.faults.setUnchecked('otlp', fault),
    ).rejects.toMatchObject({
      name: 'FaultError',
      status: 400,
      code: 'INVALID_FAULT',
      message: expect.stringMatching(message),
    });
  });

  it('take a status as a number', async () => {
    await t.sandbox.faults.setUnchecked('otlp', { type: 413 });
    expect(t.sandbox.faults.read().otlp).toMatchObject({
      type: '413',
      maxBytes: 65_536,
    });
  });
});

describe('a sandbox that is closed while a fault is on', () => {
  it.each(FAULT_TYPES)('lets go of its ports under %s', async (type) => {
    const sandbox = await startSandbox({ ports: FREE_PORTS });
    const { otlp } = sandbox.endpoints;
    await sandbox.faults.setUnchecked('all', { type, durationMs: 3_600_000 });
    const sent = outcomeOf(fetch(`${otlp}/v1/traces`, { method: 'POST' }));
    if (type === 'hang' || type === 'slow') {
      await hit(sandbox);
    }
    await sandbox.close();
    await sent;
    const again = createServer().listen(
      Number(new URL(otlp).port),
      '127.0.0.1',
    );
    await once(again, 'listening');
    again.close();
    await expect(
      sandbox.faults.set('otlp', { type: '500' }),
    ).rejects.toMatchObject({ code: 'SANDBOX_CLOSED' });
  });
});
