import { outcomeOfStatus } from './http-post.js';

const answer = (status: number, headers: Record<string, string> = {}) =>
  outcomeOfStatus({ status, headers, body: Buffer.alloc(0) });

describe('outcomeOfStatus', () => {
  it.each([408, 429, 500, 502, 503, 504])('retries %i', (status) => {
    expect(answer(status).outcome).toBe('retry');
  });

  it.each([400, 404, 405, 415, 422])('calls %i refused', (status) => {
    expect(answer(status).outcome).toBe('refused');
  });

  it.each([401, 403])(
    'keeps the records when the key is refused (%i)',
    (status) => {
      expect(answer(status)).toMatchObject({
        outcome: 'retry',
        retryAfterMs: 5000,
      });
    },
  );

  it('calls 413 too large', () => {
    expect(answer(413).outcome).toBe('too-large');
  });

  it.each([
    ['7', 7000],
    ['999999', 3_600_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])('reads Retry-After: %s', (value, retryAfterMs) => {
    expect(answer(503, { 'retry-after': value })).toMatchObject({
      retryAfterMs,
    });
  });

  it('passes over a Retry-After that says nothing', () => {
    expect(answer(429, { 'retry-after': 'soon' })).not.toHaveProperty(
      'retryAfterMs',
    );
  });
});
