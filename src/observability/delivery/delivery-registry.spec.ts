import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeliveryRegistry } from './delivery-registry.js';
import type { DeliveryRegistryOptions } from './delivery.options.js';
import { PRIORITY } from './priority.js';

/** A registry with two queues whose vendors never answer. */
function registryOf(options: DeliveryRegistryOptions = {}) {
  const lines: string[] = [];
  const registry = new DeliveryRegistry(options, (line) => lines.push(line));
  const queues = ['one', 'two'].map((name) =>
    registry.open<string>({
      name,
      sizeOf: (record) => record.length,
      priorityOf: () => PRIORITY.log,
      codec: {
        encode: (record) => Buffer.from(record),
        decode: (bytes) => Buffer.from(bytes).toString(),
      },
      transport: { send: () => new Promise(() => undefined) },
    }),
  );
  queues.forEach((queue) => queue.enqueue('held'));
  return { registry, lines };
}

describe('a stop', () => {
  it('tells in one line what every queue left behind', async () => {
    const { registry, lines } = registryOf();
    await registry.stop(20);
    expect(lines).toEqual([
      'telemetry: stopped; one 1 lost (shutdown), two 1 lost (shutdown)\n',
    ]);
    expect(registry.budget().usedBytes).toBe(0);
  });

  it.each([
    [
      'a second call asks for less',
      (registry: DeliveryRegistry) => registry.stop(0),
    ],
    [
      'its end was set before',
      (registry: DeliveryRegistry) => registry.stop(60_000),
    ],
  ])('is as short as it has to be when %s', async (name, again) => {
    const { registry } = registryOf();
    if (name.includes('before')) {
      registry.stopBy(performance.now() + 30);
    }
    const began = performance.now();
    await Promise.all([registry.stop(60_000), again(registry)]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('keeps a part of its time for the disk, and tells what is there', async () => {
    const spoolDir = await mkdtemp(join(tmpdir(), 'spool-'));
    const { registry, lines } = registryOf({ spoolDir });
    const began = performance.now();
    await registry.stop(1000);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(lines).toEqual([
      'telemetry: stopped; one 1 in the spool, two 1 in the spool\n',
    ]);
    expect(registry.spool()).toMatchObject({ files: 2, dir: spoolDir });
    await rm(spoolDir, { recursive: true });
  });
});
