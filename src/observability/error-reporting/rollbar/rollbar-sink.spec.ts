import { ReporterRig } from './reporter.spec-rig.js';

describe('the way to Rollbar', () => {
  let rig: ReporterRig;

  beforeEach(async () => {
    rig = await ReporterRig.start();
  });

  afterEach(async () => {
    await rig.stop();
  });

  it('delivers a burst whole: nothing is limited by the minute', async () => {
    const service = rig.reporter();
    for (let i = 0; i < 300; i += 1) {
      service.error(new Error(`burst ${String(i)}`));
    }
    expect(await rig.deliveries.flush(10_000)).toEqual({});
    const messages = new Set(
      rig.receiver.items.map(
        ({ data }) => data.body.trace_chain?.[0]?.exception.message,
      ),
    );
    expect(messages.size).toBe(300);
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

  it('counts and drops what does not fit its queue', () => {
    const service = rig.reporter();
    const uuids = Array.from({ length: 1001 }, () =>
      service.error(new Error('many')),
    );
    expect(uuids.filter((uuid) => uuid === undefined)).toHaveLength(1);
    expect(rig.deliveries.figures()['rollbar']?.dropped.memory_full).toBe(1);
  });
});
