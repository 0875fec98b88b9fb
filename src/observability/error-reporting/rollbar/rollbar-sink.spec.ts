import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeliveryRegistry } from '../../delivery/index.js';
import { ItemReceiver } from './item-receiver.spec-server.js';
import { ReporterRig } from './reporter.spec-rig.js';

/** A word for a number, without digits: errors that differ in numbers only are one. */
function wordOf(number: number): string {
  return number
    .toString(26)
    .replaceAll(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))
    .toUpperCase();
}

/** Errors that differ in a number only. */
function burstError(number: number): Error {
  return new Error(`order ${String(number)} failed`);
}

function countsOf({ receiver }: ReporterRig): readonly number[] {
  return receiver.items
    .map(({ data }) => Number(data.custom?.['occurrence_count']))
    .toSorted((one, other) => one - other);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

describe('the way to Rollbar', () => {
  let rig: ReporterRig;

  beforeEach(async () => {
    rig = await ReporterRig.start();
  });

  afterEach(async () => {
    await rig.stop();
  });

  it('delivers a burst of different errors whole: nothing is limited by the minute', async () => {
    const service = rig.reporter();
    for (let i = 0; i < 300; i += 1) {
      service.error(new Error(`burst ${wordOf(i)}`));
    }
    expect(await rig.deliveries.flush(10_000)).toEqual({});
    const messages = new Set(
      rig.receiver.items.map(
        ({ data }) => data.body.trace_chain?.[0]?.exception.message,
      ),
    );
    expect(messages.size).toBe(300);
  });

  it('folds a burst of one error, and holds nothing else back', async () => {
    const service = rig.reporter();
    const uuids = new Set<string | undefined>();
    for (let i = 0; i < 1000; i += 1) {
      uuids.add(service.error(burstError(i)));
    }
    const other = service.error(new TypeError('of another kind'));
    const items = await rig.receiver.received(3);
    expect(new Set(items.map(({ uuid }) => uuid))).toEqual(uuids.add(other));
    expect(countsOf(rig)).toEqual([1, 1, 999]);
    expect(items.at(-1)?.custom?.['occurrence_count']).toBe(999);
    await expect
      .poll(() => rig.deliveries.figures()['rollbar']?.queued)
      .toBe(0);
  });

  it('counts every error of a burst that a flush and a stop end', async () => {
    const service = rig.reporter();
    for (let i = 0; i < 100; i += 1) {
      service.error(burstError(i));
    }
    expect(rig.deliveries.figures()['rollbar']?.queued).toBe(2);
    const flushed = rig.deliveries.flush(10_000);
    service.error(burstError(100));
    expect(await flushed).toEqual({});
    for (let i = 0; i < 50; i += 1) {
      service.error(burstError(i));
    }
    await rig.deliveries.stop(10_000);
    expect(sum(countsOf(rig))).toBe(151);
  });

  it('keeps what is folded in the spool, with its number', async () => {
    const spoolDir = await mkdtemp(join(tmpdir(), 'folded-'));
    const away = new DeliveryRegistry({ spoolDir }, () => undefined);
    const port = new URL(rig.receiver.endpoint).port;
    await rig.receiver.stop();
    const service = rig.reporter(away);
    for (let i = 0; i < 100; i += 1) {
      service.error(burstError(i));
    }
    await away.stop(1000);

    const back = await ItemReceiver.start(Number(port));
    const next = new DeliveryRegistry({ spoolDir });
    rig.reporter(next);
    const items = await back.received(2);
    expect(items.map(({ custom }) => custom?.['occurrence_count'])).toEqual(
      expect.arrayContaining([1, 99]),
    );
    await next.stop(1000);
    await back.stop();
    await rm(spoolDir, { recursive: true });
  });

  it('sends again what was limited, when Rollbar says', async () => {
    rig.receiver.answers.push({
      status: 429,
      headers: { 'x-rate-limit-remaining-seconds': '1' },
    });
    const startedAt = Date.now();
    rig.reporter().error(new Error('limited'));
    await rig.receiver.received(1);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
    await rig.deliveries.flush(5000);
    expect(rig.receiver.requests).toBe(2);
    expect(rig.deliveries.figures()['rollbar']).toMatchObject({
      delivered: 1,
      retried: 1,
    });
  });

  it.each([400, 422])(
    'gives an item up that is refused with %i',
    async (status) => {
      rig.receiver.answers.push({ status });
      const service = rig.reporter();
      service.error(new Error('refused'));
      service.error(new Error('next'));
      await rig.deliveries.flush(5000);
      expect(
        rig.receiver.items.map(
          ({ data }) => data.body.trace_chain?.[0]?.exception.message,
        ),
      ).toHaveLength(1);
      expect(rig.deliveries.figures()['rollbar']).toMatchObject({
        accepted: 2,
        delivered: 1,
        dropped: { refused: 1 },
      });
    },
  );

  it('counts what is still being built as queued, and flushes it', async () => {
    rig.reporter().error(new Error('late'));
    expect(rig.deliveries.figures()['rollbar']?.queued).toBe(1);
    expect(await rig.deliveries.flush(5000)).toEqual({});
    expect(rig.receiver.items).toHaveLength(1);
  });

  it('lets every one of several flushes at once come back', async () => {
    const service = rig.reporter();
    service.error(burstError(1));
    service.error(burstError(2));
    expect(
      await Promise.all([
        rig.deliveries.flush(5000),
        rig.deliveries.flush(5000),
      ]),
    ).toEqual([{}, {}]);
    expect(sum(countsOf(rig))).toBe(2);
  });

  it('counts and drops what does not fit its queue', () => {
    const service = rig.reporter();
    const uuids = Array.from({ length: 1001 }, (_, index) =>
      service.error(new Error(`many ${wordOf(index)}`)),
    );
    expect(uuids.filter((uuid) => uuid === undefined)).toHaveLength(1);
    expect(rig.deliveries.figures()['rollbar']?.dropped.memory_full).toBe(1);
  });
});
