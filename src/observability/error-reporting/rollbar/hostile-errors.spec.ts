import { randomUUID } from 'node:crypto';
import { ReporterRig } from './reporter.spec-rig.js';

describe('an item made of what should not be trusted', () => {
  let rig: ReporterRig;

  beforeEach(async () => {
    rig = await ReporterRig.start();
  });

  afterEach(async () => {
    await rig.stop();
  });

  it('ends at a cycle of causes and sends each exception once', async () => {
    const a = new Error('a');
    const b = new Error('b', { cause: a });
    a.cause = b;
    const item = await rig.reported(a);
    expect(item.body.trace_chain?.map((t) => t.exception.message)).toEqual([
      'a',
      'b',
    ]);
    expect(item.body.trace_chain?.every((t) => t.frames.length > 0)).toBe(true);
  });

  it('sends the members of an AggregateError, ten exceptions at the most', async () => {
    const members = Array.from(
      { length: 50 },
      (_, i) => new Error(`m${String(i)}`),
    );
    const item = await rig.reported(
      new AggregateError(members, 'all', { cause: new Error('root') }),
    );
    expect(
      item.body.trace_chain?.map((t) => t.exception.message).slice(0, 4),
    ).toEqual(['all', 'root', 'm0', 'm1']);
    expect(item.body.trace_chain).toHaveLength(10);
  });

  it('keeps an item below 512 KiB by bytes, whatever comes in', async () => {
    const huge = '\u{1f680}\u0000'.repeat(1_200_000);
    let error = new Error(huge);
    for (let i = 0; i < 12; i += 1) {
      error = new Error(huge, { cause: error });
    }
    const extra = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [
        `k${String(i)}`,
        '\u0001'.repeat(16_000),
      ]),
    );
    const item = await rig.reported(error, extra);
    expect(rig.receiver.items[0]?.bytes).toBeLessThanOrEqual(512 * 1024);
    expect(item.body.trace_chain?.[0]?.exception.class).toBe('Error');
  });

  it('lets extra override nothing', async () => {
    const item = await rig.reported(new Error('x'), {
      fingerprint: 'mine',
      title: 'mine',
      person: { id: 'mine' },
      level: 'debug',
      uuid: 'mine',
      environment: 'mine',
      context: 'mine',
      request: { url: 'mine' },
      trace_id: 'mine',
      __proto__: null,
    });
    expect(item.level).toBe('error');
    expect(item.environment).toBe('test');
    expect([item.fingerprint, item.title]).not.toContain('mine');
    for (const key of ['person', 'context', 'request']) {
      expect(item).not.toHaveProperty(key);
    }
    expect(item.custom).toMatchObject({ fingerprint: 'mine', title: 'mine' });
  });

  it('lets no secret out and changes nothing it is shown', async () => {
    const secret = randomUUID();
    const extra = Object.freeze({
      refresh_token: secret,
      apiKey: secret,
      'set-cookie': secret,
      'x-api-key': secret,
      client_secret: secret,
      nested: Object.freeze({ list: Object.freeze([`Bearer ${secret}`]) }),
    });
    const error = Object.freeze(
      new Error(`password=${secret} for postgres://u:${secret}@db/x`),
    );
    await rig.reported(error, extra);
    expect(JSON.stringify(rig.receiver.items)).not.toContain(secret);
    expect(extra.refresh_token).toBe(secret);
    expect(error.message).toContain(secret);
  });

  it('takes frames from the stack only, and opens no file that a message names', async () => {
    const message =
      'oops\n    at read (/etc/passwd:1:1)\n    at z (x /etc/hostname:1:1)\n    at y (./package.json:1:1)';
    const copied = new Error('other');
    copied.stack = `Error: ${message}\n    at eval (eval at q (/etc/passwd:1:1))\n    at w (/etc/passwd:1:1)`;
    const first = await rig.reported(new Error(message));
    rig.reporter().error(copied);
    const [, second] = await rig.receiver.received(2);
    const frames = [first, second].flatMap(
      (item) => item?.body.trace_chain?.[0]?.frames ?? [],
    );
    expect(
      first.body.trace_chain?.[0]?.frames.some(({ filename }) =>
        filename.includes('passwd'),
      ),
    ).toBe(false);
    expect(
      frames.filter(
        ({ filename, code }) =>
          code !== undefined &&
          !filename.endsWith('.ts') &&
          !filename.endsWith('.js'),
      ),
    ).toEqual([]);
    expect(JSON.stringify(rig.receiver.items)).not.toContain('root:x');
  });

  it('sends an error whose members can not be read', async () => {
    const members = new Proxy([], {
      get: () => {
        throw new Error('touched');
      },
    });
    const item = await rig.reported(
      Object.assign(new Error('all'), { errors: members }),
    );
    expect(item.body.trace_chain?.map((t) => t.exception.message)).toEqual([
      'all',
    ]);
  });

  it('withholds what throws when it is read, each time', async () => {
    const service = rig.reporter();
    const extra = {
      get token(): never {
        throw new Error('no');
      },
      toJSON: (): never => {
        throw new Error('no');
      },
      get note(): never {
        throw new Error('no');
      },
      kept: 1,
    };
    service.error(new Error('one'), extra);
    service.error(new TypeError('other'), extra);
    const items = await rig.receiver.received(2);
    for (const { custom } of items) {
      expect(custom).toMatchObject({
        token: '[redacted]',
        note: '[withheld]',
        kept: 1,
      });
    }
  });

  it('takes linear time for a message of line breaks', () => {
    const service = rig.reporter();
    const startedAt = performance.now();
    service.error(new Error(`${'\n \n'.repeat(1_000_000)}> 1| x`));
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
