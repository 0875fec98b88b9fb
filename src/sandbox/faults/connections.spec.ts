import { VENDORS } from '../store/vendor.js';
import { outcomeOf, useFaultyVendors } from './faulty-vendors.spec-fixture.js';

describe.each(VENDORS)('a connection of %s', (vendor) => {
  const t = useFaultyVendors();

  it('is refused, also one that was kept open, and taken again on the same port', async () => {
    const client = t.clients[vendor];
    expect(await outcomeOf(client.send())).toBe(200);
    await t.sandbox.faults.set(vendor, { type: 'refuse' });
    // The client may notice only with its next request that a connection it kept is closed.
    await vi.waitFor(async () => {
      expect(await outcomeOf(client.send())).toBe('ECONNREFUSED');
    });
    expect(client.kept()).toBe(1);
    await t.sandbox.faults.clear(vendor);
    expect(await outcomeOf(client.send())).toBe(200);
    expect(client.kept()).toBe(2);
  });

  it('hangs without an answer until the fault ends', async () => {
    const client = t.clients[vendor];
    await t.sandbox.faults.set(vendor, { type: 'hang' });
    let settled = false;
    const hanging = outcomeOf(client.send()).finally(() => {
      settled = true;
    });
    await vi.waitFor(() => {
      expect(t.sandbox.faults.read()[vendor]).toMatchObject({ hits: 1 });
    });
    expect(settled).toBe(false);
    await t.sandbox.faults.clear(vendor);
    expect(await hanging).toBe('UND_ERR_SOCKET');
    expect(client.kept()).toBe(0);
    expect(t.sandbox.store.counts()[vendor].records).toBe(0);
  });

  it('is reset within the body, and nothing is kept', async () => {
    const client = t.clients[vendor];
    await t.sandbox.faults.set(vendor, { type: 'reset' });
    expect(await outcomeOf(client.send())).toBe('ECONNRESET');
    await t.sandbox.faults.clear(vendor);
    expect(client.kept()).toBe(0);
  });

  it('is reset after the body, and all is kept', async () => {
    const client = t.clients[vendor];
    await t.sandbox.faults.set(vendor, { type: 'reset-after' });
    expect(await outcomeOf(client.send())).toBe('ECONNRESET');
    expect(client.kept()).toBe(1);
  });

  it('is answered late, and the records are kept only then', async () => {
    const client = t.clients[vendor];
    await t.sandbox.faults.set(vendor, { type: 'slow', delayMs: 300 });
    const before = performance.now();
    const answer = outcomeOf(client.send());
    await vi.waitFor(() => {
      expect(t.sandbox.faults.read()[vendor]).toMatchObject({ hits: 1 });
    });
    expect(client.kept()).toBe(0);
    expect(await answer).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(290);
    expect(client.kept()).toBe(1);
  });

  it('is answered at once when the slowness ends', async () => {
    const client = t.clients[vendor];
    await t.sandbox.faults.set(vendor, { type: 'slow', delayMs: 600_000 });
    const answer = outcomeOf(client.send());
    await vi.waitFor(() => {
      expect(t.sandbox.faults.read()[vendor]).toMatchObject({ hits: 1 });
    });
    await t.sandbox.faults.clear(vendor);
    expect(await answer).toBe(200);
    expect(client.kept()).toBe(1);
  });

  it('is answered with a page of HTML, and all is kept', async () => {
    const client = t.clients[vendor];
    await t.sandbox.faults.set(vendor, { type: 'garbage' });
    const answer = await client.send();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toMatch(/^<html>/);
    expect(client.kept()).toBe(1);
  });
});

describe('a slow vendor', () => {
  const t = useFaultyVendors();

  it('keeps nothing of a client that has left before it answers', async () => {
    await t.sandbox.faults.set('otlp', { type: 'slow', delayMs: 600_000 });
    const abort = new AbortController();
    const { otlp, rollbar } = t.sandbox.endpoints;
    const left = fetch(`${otlp}/v1/traces`, {
      method: 'POST',
      signal: abort.signal,
    });
    await vi.waitFor(() => {
      expect(t.sandbox.faults.read().otlp).toMatchObject({ hits: 1 });
    });
    abort.abort();
    await expect(left).rejects.toThrow('abort');
    // A round trip through the same process: by then it has seen the client leave.
    await fetch(rollbar);
    await t.sandbox.faults.clear('otlp');
    expect(t.sandbox.store.counts().otlp.requests).toBe(0);
  });
});
