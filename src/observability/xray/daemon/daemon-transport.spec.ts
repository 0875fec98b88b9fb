import { SegmentNaming } from '../document/segment-naming.js';
import { TraceEncoder } from '../document/trace-encoder.js';
import { UdpDaemon } from '../testing/udp-daemon.js';
import { DaemonTransport } from './daemon-transport.js';
import { Datagram } from './datagram.js';
import type { InDelivery } from './trace-in-delivery.js';

const dns = vi.hoisted(() => ({ lookup: vi.fn<() => Promise<object[]>>() }));
vi.mock('node:dns/promises', () => dns);

const encoder = new TraceEncoder({
  naming: new SegmentNaming('test'),
});

function trace(text: string): InDelivery {
  const datagrams = [new Datagram(text)];
  return { remarkable: false, bytes: 100, datagrams: () => datagrams };
}

describe('the way to the daemon', () => {
  it('sends nothing for an attempt that was given up while a name was looked up', async () => {
    const daemon = await UdpDaemon.listen();
    const found = Promise.withResolvers<object[]>();
    dns.lookup.mockReturnValue(found.promise);
    const transport = new DaemonTransport(encoder, {
      host: 'daemon.example',
      port: daemon.port,
    });
    const late = new AbortController();
    const given = transport.send([trace('given up')], late.signal);
    const settled = Promise.allSettled([given]);
    late.abort();
    const signal = new AbortController().signal;
    const current = transport.send([trace('current')], signal);

    found.resolve([{ address: '127.0.0.1', family: 4 }]);

    await expect(current).resolves.toEqual({ outcome: 'delivered' });
    await settled;
    expect(daemon.sizes).toHaveLength(1);
    transport.close();
    await daemon.close();
  });

  it('tells what it had sent when an attempt is cut short, so that it is not sent again', async () => {
    const daemon = await UdpDaemon.listen();
    const transport = new DaemonTransport(encoder, {
      host: '127.0.0.1',
      port: daemon.port,
    });
    const late = new AbortController();
    const traces = Array.from({ length: 2000 }, (_, n) => trace(String(n)));

    const sending = transport.send(traces, late.signal);
    await vi.waitUntil(() => daemon.sizes.length > 100, { interval: 1 });
    late.abort();
    const result = await sending;

    // The daemon reads in this process too, and may have some left to read.
    await vi.waitFor(() => {
      const delivered = daemon.sizes.length;
      expect(result).toMatchObject({ outcome: 'partly', delivered });
    });
    expect(daemon.sizes.length).toBeLessThan(traces.length);
    transport.close();
    await daemon.close();
  });

  it('counts a batch as delivered whose attempt is cut short only while it waits for a refusal', async () => {
    const daemon = await UdpDaemon.listen();
    const transport = new DaemonTransport(encoder, {
      host: '127.0.0.1',
      port: daemon.port,
    });
    const late = new AbortController();

    const sending = transport.send([trace('whole')], late.signal);
    await vi.waitUntil(() => daemon.sizes.length === 1, { interval: 1 });
    late.abort();

    await expect(sending).resolves.toEqual({ outcome: 'delivered' });
    transport.close();
    await daemon.close();
  });
});
