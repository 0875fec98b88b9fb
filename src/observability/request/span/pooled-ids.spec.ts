import { isValidSpanId, isValidTraceId } from '@opentelemetry/api';
import { PooledIds } from './pooled-ids.js';

const random = vi.hoisted(() => ({ fill: vi.fn<(bytes: Buffer) => void>() }));
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  random.fill.mockImplementation((bytes) => {
    crypto.randomFillSync(bytes);
  });
  return { ...crypto, randomFillSync: random.fill };
});

describe('PooledIds', () => {
  it('makes valid ids, none of them twice', () => {
    const ids = new PooledIds();
    const made = new Set<string>();
    for (let turn = 0; turn < 10_000; turn += 1) {
      const traceId = ids.generateTraceId();
      const spanId = ids.generateSpanId();
      expect(isValidTraceId(traceId)).toBe(true);
      expect(isValidSpanId(spanId)).toBe(true);
      made.add(traceId).add(spanId);
    }
    expect(made.size).toBe(20_000);
  });

  it('uses every digit', () => {
    const ids = new PooledIds();
    const seen = Array.from({ length: 32 }, () => new Set<string>());
    for (let turn = 0; turn < 1000; turn += 1) {
      ids
        .generateTraceId()
        .split('')
        .forEach((digit, place) => {
          seen[place]?.add(digit);
        });
    }
    expect(seen.every(({ size }) => size === 16)).toBe(true);
  });

  it('never makes the id that stands for none', () => {
    random.fill.mockImplementationOnce((bytes) => {
      bytes.fill(0);
      bytes[bytes.length - 1] = 1;
    });
    expect(isValidSpanId(new PooledIds().generateSpanId())).toBe(true);
  });
});
