import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { TRACE_ID } from '../insight/trace-records.spec-fixture.js';
import { startApplication } from './application.spec-fixture.js';
import type { TryCall } from './calls.js';
import { sendCall, type TryOutcome } from './send-call.js';

const callOf = (changes: Partial<TryCall> = {}): TryCall => ({
  id: 'x',
  title: 'X',
  method: 'GET',
  path: '/x',
  shows: 'x',
  ...changes,
});

async function sendTo(
  answer: RequestListener,
  changes: Partial<TryCall> = {},
): Promise<TryOutcome> {
  const application = await startApplication(answer);
  try {
    return await sendCall(application.origin, callOf(changes));
  } finally {
    await application.close();
  }
}

describe('sendCall', () => {
  it('tells the status, the answer and its trace', async () => {
    const outcome = await sendTo((request, response) => {
      response
        .setHeader('traceparent', `00-${TRACE_ID}-eee19b7ec3c1b174-01`)
        .end(`${request.method} ${request.url}`);
    });
    expect(outcome).toEqual({
      statuses: { 200: 1 },
      durationMs: expect.any(Number),
      traceId: TRACE_ID,
      answer: 'GET /x',
    });
  });

  it('sends a body as JSON', async () => {
    const { answer } = await sendTo(
      (request, response) => {
        void text(request).then((body) =>
          response.end(`${request.headers['content-type']} ${body}`),
        );
      },
      { method: 'POST', body: { message: 'hi' } },
    );
    expect(answer).toBe('application/json {"message":"hi"}');
  });

  it.each([422, 500, 302])('takes %i for an answer', async (status) => {
    const outcome = await sendTo((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    expect(outcome).toMatchObject({
      statuses: { [status]: 1 },
      traceId: null,
      answer: '',
    });
  });

  it.each(['', 'nonsense', `00-${TRACE_ID}`])(
    'takes the traceparent %j for none',
    async (traceparent) => {
      const { traceId } = await sendTo((_request, response) => {
        response.setHeader('traceparent', traceparent).end();
      });
      expect(traceId).toBeNull();
    },
  );

  it('shows the beginning of a long answer', async () => {
    const { answer } = await sendTo((_request, response) => {
      response.end('x'.repeat(5_000));
    });
    expect(answer).toBe('x'.repeat(2_000));
  });

  it('leaves an application that is too slow, which notices', async () => {
    let left = false;
    const slow = await startApplication((_request, response) => {
      response.once('close', () => {
        left = !response.writableEnded;
      });
      response.write('the beginning');
    });
    const outcome = await sendCall(slow.origin, callOf({ abortAfterMs: 50 }));
    expect(outcome).toMatchObject({
      statuses: { aborted: 1 },
      traceId: null,
      answer: 'The client left.',
    });
    expect(outcome.durationMs).toBeGreaterThanOrEqual(45);
    await expect.poll(() => left).toBe(true);
    await slow.close();
  });

  it('says why no answer came', async () => {
    const gone = await startApplication(() => {});
    await gone.close();
    const outcome = await sendCall(gone.origin, callOf());
    expect(outcome.statuses).toEqual({ failed: 1 });
    expect(outcome.answer).toContain('ECONNREFUSED');
  });

  it('takes a connection that breaks for a failure, also where it would leave early', async () => {
    const outcome = await sendTo((request) => request.socket.destroy(), {
      abortAfterMs: 10_000,
    });
    expect(outcome.statuses).toEqual({ failed: 1 });
    expect(outcome.answer).not.toBe('');
  });

  it('sends a burst, ten at a time, and counts the answers by status', async () => {
    const waiting: (() => void)[] = [];
    let received = 0;
    let isHeld = true;
    const application = await startApplication((_request, response) => {
      received += 1;
      response.statusCode = received % 4 === 0 ? 500 : 200;
      if (isHeld) waiting.push(() => response.end());
      else response.end();
    });
    const sending = sendCall(application.origin, callOf({ count: 40 }));
    await expect.poll(() => waiting.length).toBeGreaterThanOrEqual(10);
    expect(waiting).toHaveLength(10);
    isHeld = false;
    for (const answer of waiting) answer();
    expect((await sending).statuses).toEqual({ 200: 30, 500: 10 });
    expect(received).toBe(40);
    await application.close();
  });
});
