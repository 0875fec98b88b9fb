import { cutLine, cutText } from './cut-line.js';

describe('cutText', () => {
  it.each([
    ['one byte', 'a'],
    ['two bytes', 'é'],
    ['three bytes', '€'],
    ['four bytes', '😀'],
  ])('cuts between characters of %s', (_name, character) => {
    const text = character.repeat(1000);
    for (let maxBytes = 100; maxBytes < 108; maxBytes += 1) {
      const cut = cutText(text, maxBytes);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
      expect(Buffer.byteLength(cut)).toBeGreaterThan(maxBytes - 4);
      expect(cut).not.toContain('\uFFFD');
      expect(cut).toContain(`bytes in all]`);
    }
  });
});

describe('cutLine', () => {
  it('leaves alone what fits to the byte', () => {
    const line = JSON.stringify({ message: '€'.repeat(10) });
    expect(cutLine(line, Buffer.byteLength(line))).toBe(line);
    expect(cutLine(line, Buffer.byteLength(line) - 1)).not.toBe(line);
  });

  it('cuts the longest text, so that a line of JSON stays JSON', () => {
    const line = JSON.stringify({
      message: 'short',
      trace_id: 'abc',
      deep: { text: ['😀"\n'.repeat(5000)] },
    });
    const cut = cutLine(line, 10_000);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(10_000);
    expect(Buffer.byteLength(cut)).toBeGreaterThan(9000);
    expect(JSON.parse(cut)).toMatchObject({
      message: 'short',
      trace_id: 'abc',
      deep: { text: [expect.stringContaining('30000 bytes in all')] },
    });
  });

  it('cuts several texts where one is not enough', () => {
    const line = JSON.stringify({
      a: 'a'.repeat(3000),
      b: 'b'.repeat(3001),
      c: 'c'.repeat(3002),
    });
    const cut = cutLine(line, 1000);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(1000);
    expect(Object.keys(JSON.parse(cut))).toEqual(['a', 'b', 'c']);
  });

  it('cuts what is no JSON, or has no text to cut, at its end', () => {
    for (const line of [
      'x'.repeat(5000),
      JSON.stringify({ numbers: Array.from({ length: 5000 }, () => 1) }),
    ]) {
      expect(Buffer.byteLength(cutLine(line, 1000))).toBeLessThanOrEqual(1000);
    }
  });
});
