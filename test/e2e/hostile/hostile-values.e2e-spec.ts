import { startTestApp, type TestApp } from '../../support/start-app.js';
import { xrayEntities } from '../../support/xray-entities.js';
import { DOORS, type Door } from './doors.js';
import { EVERYTHING, type Use, uses } from './hostile.controller.js';
import { HostileModule } from './hostile.module.js';

/** CPU time that one record may cost the request that leaves it, in milliseconds; generous, as tests share their machine. */
const MAX_CPU_MS = 500;
/** CPU time of the whole process for one record, its request and the receivers included, on average. */
const MAX_MEAN_CPU_MS = 500;
/** Times that one record may read its value's getters. */
const MAX_READS = 40;
/** Time for all values at one door, in milliseconds. */
const TIMEOUT_MS = 120_000;
/** Longest wait for what is on its way, in milliseconds. */
const DEADLINE_MS = 5000;

describe('hostile values', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(
      { ROLLBAR_FOLD: 'false' },
      { modules: [HostileModule] },
    );
  });

  afterAll(async () => {
    await app.close();
  });

  it.each(DOORS.map((door, index) => ({ ...door, index })))(
    'as $name ($leaves)',
    async (door) => {
      await app.sandbox.reset();
      const started = process.threadCpuUsage();
      const problems: string[] = [];
      const sent: { readonly name: string; readonly traceId: string }[] = [];
      for (const [index, { name }] of EVERYTHING.entries()) {
        const { status, body, traceId } = await app
          .request(`/hostile/${String(door.index)}/${String(index)}`)
          .answer();
        sent.push({ name, traceId });
        const answered = status === 200 && body === 'done';
        problems.push(
          ...(answered ? [] : [`${name}: answered ${body}`]),
          ...mistreated(uses.get(index)).map((what) => `${name}: ${what}`),
        );
      }
      const until = Date.now() + DEADLINE_MS;
      for (const { name, traceId } of sent) {
        const lacking = await missing(app, traceId, door, until);
        problems.push(...lacking.map((what) => `${name}: ${what}`));
      }
      const { user, system } = process.threadCpuUsage(started);
      expect(problems.join('\n')).toBe('');
      expect(app.sandbox.store.violations()).toEqual([]);
      expect((user + system) / 1000 / EVERYTHING.length).toBeLessThan(
        MAX_MEAN_CPU_MS,
      );
    },
    TIMEOUT_MS,
  );
});

function mistreated(use: Use | undefined): readonly string[] {
  if (use === undefined) {
    return ['was not used'];
  }
  const { unchanged, reads, cpuMs } = use;
  return [
    ...(unchanged ? [] : ['was changed']),
    ...(reads <= MAX_READS ? [] : [`was read ${String(reads)} times`]),
    ...(cpuMs <= MAX_CPU_MS ? [] : [`took ${String(cpuMs)} ms`]),
  ];
}

/** What a vendor does not have of a request. */
async function missing(
  app: TestApp,
  traceId: string,
  { leaves }: Pick<Door, 'leaves'>,
  until: number,
): Promise<readonly string[]> {
  const wanted = {
    spans: leaves === 'span' ? 5 : 4,
    lines: leaves === 'line' ? 4 : 3,
    items: leaves === 'item' ? 3 : 2,
  };
  for (;;) {
    const view = app.sandbox.store.trace(traceId);
    const spans = view?.otlp.spans ?? [];
    const entities = xrayEntities(view?.xray.segments ?? []);
    const said = [
      spans.map(({ span }) => span.attributes['app.said']),
      // An annotation, or metadata where the value has taken the trace's annotations.
      entities.map(
        ({ document }) =>
          /"app\.said":"(\w+)"/.exec(JSON.stringify(document))?.[1],
      ),
      (view?.cloudwatch.events ?? []).map(({ fields }) => fields?.['message']),
      (view?.rollbar.items ?? []).map(({ data }) =>
        field(data['custom'], 'said'),
      ),
    ];
    const lacking = [
      ...['otlp', 'xray', 'cloudwatch', 'rollbar'].flatMap((vendor, index) =>
        ['before', 'after'].every((word) => said[index]?.includes(word))
          ? []
          : [`${vendor} lacks a neighbour`],
      ),
      ...(spans.length >= wanted.spans ? [] : [`${spans.length} spans`]),
      ...(entities.length >= wanted.spans
        ? []
        : [`${entities.length} in X-Ray`]),
      ...((said[2]?.length ?? 0) >= wanted.lines
        ? []
        : [`${said[2]?.length} lines`]),
      ...((said[3]?.length ?? 0) >= wanted.items
        ? []
        : [`${said[3]?.length} items`]),
    ];
    if (lacking.length === 0 || Date.now() > until) {
      return lacking;
    }
    await app.flush();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}
