import { EventEmitter, on, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  scheduler,
  setImmediate as turn,
  setTimeout as wait,
} from 'node:timers/promises';
import { CallReceiver } from '../../outgoing/call-receiver.spec-server.js';
import { startOutgoing } from '../../outgoing/index.js';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { withNested } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { XRayRecorder } from '../xray-recorder.service.js';
import { AWSXRay } from './aws-xray-sdk.js';

const FLOWS = 200;
const receiver = new CallReceiver();
/** One for all requests, as a pool or a client is. */
const shared = new EventEmitter();
shared.setMaxListeners(2 * FLOWS);

/** Ways over which a request goes on later; each calls `seen` when it is there. */
const HOPS: Readonly<Record<string, (seen: () => void) => Promise<unknown>>> = {
  timer: (seen) => wait(Math.random() * 5).then(seen),
  turn: (seen) => turn().then(seen),
  yield: (seen) => scheduler.yield().then(seen),
  microtask: (seen) =>
    new Promise<void>((resolve) => {
      queueMicrotask(() => {
        seen();
        resolve();
      });
    }),
  tick: (seen) =>
    new Promise<void>((resolve) => {
      process.nextTick(() => {
        seen();
        resolve();
      });
    }),
  file: (seen) => readFile(new URL(import.meta.url)).then(seen),
  call: (seen) =>
    fetch(`${receiver.url}/ok`)
      .then((answer) => answer.text())
      .then(seen),
  stream: (seen) =>
    pipeline(
      Readable.from(['a', 'b', 'c']),
      new Transform({
        transform(chunk: Buffer, _encoding, next) {
          setImmediate(next, null, chunk);
        },
      }),
      async (chunks) => {
        for await (const chunk of chunks) {
          expect(chunk).toBeDefined();
        }
        seen();
      },
    ),
  event: async (seen) => {
    const own = new EventEmitter();
    const told = once(own, 'event');
    setTimeout(() => own.emit('event'), Math.random() * 5);
    await told;
    seen();
  },
  iterator: async (seen) => {
    const own = new EventEmitter();
    const events = on(own, 'event');
    setImmediate(() => own.emit('event'));
    await events.next();
    seen();
  },
  'shared event bound': (seen) =>
    new Promise<void>((resolve) => {
      const listener = AWSXRay.getNamespace().bind(() => {
        seen();
        resolve();
      });
      shared.once('all', listener);
    }),
  'shared event captured': (seen) =>
    new Promise<void>((resolve) => {
      shared.once(
        'all',
        AWSXRay.captureCallbackFunc('callback', () => {
          seen();
          resolve();
        }),
      );
    }),
};

beforeAll(async () => {
  startTestTracing();
  startOutgoing();
  await receiver.listen();
});

afterAll(() => receiver.close());

describe(`${String(FLOWS)} requests at a time cross no context`, () => {
  it.each([
    [
      'AWSXRay',
      (name: string, work: () => Promise<unknown>) =>
        AWSXRay.captureAsyncFunc(name, work),
    ],
    [
      'XRayRecorder',
      (name: string, work: () => Promise<unknown>) =>
        new XRayRecorder().captureAsync(name, work),
    ],
  ])('%s, over every kind of hop', async (_, capture) => {
    const names = Object.keys(HOPS);
    let waiting = 0;
    const release = () => {
      waiting += 1;
      if (waiting === FLOWS) {
        // All of them wait now: one event, told in the context of the last, goes to each.
        setImmediate(() => shared.emit('all'));
      }
    };
    const documents = await documentsOf(() =>
      Promise.all(
        Array.from({ length: FLOWS }, (_flow, flow) =>
          inRequest(async () => {
            AWSXRay.getSegment()?.addAnnotation('flow', flow);
            const hops = names.map((name) =>
              capture(name, () => {
                const reached = HOPS[name]?.(() => {
                  AWSXRay.getSegment()?.addAnnotation('flow', flow);
                });
                return reached ?? Promise.reject(new Error(name));
              }),
            );
            release();
            await Promise.all(hops);
          }),
        ),
      ),
    );
    const segments = documents.filter(({ type }) => type !== 'subsegment');
    expect(segments).toHaveLength(FLOWS);
    const flows = new Set<unknown>();
    for (const segment of segments) {
      const { annotations, subsegments = [] } = segment;
      flows.add(annotations?.['flow']);
      expect(subsegments.map(({ name }) => name).toSorted()).toEqual(
        names.toSorted(),
      );
      const told = withNested(segment).filter((found) => found.annotations);
      expect(told).toHaveLength(names.length + 1);
      expect(new Set(told.map((found) => found.annotations?.['flow']))).toEqual(
        new Set([annotations?.['flow']]),
      );
    }
    expect(flows.size).toBe(FLOWS);
  });
});
