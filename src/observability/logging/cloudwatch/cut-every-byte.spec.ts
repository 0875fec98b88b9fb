import { cutLine, cutText } from './cut-line.js';

const UNITS = ['a', 'é', '語', '\u{1f680}', 'e\u0301', '👨‍👩‍👧‍👦', '"\\\n', '\u0001'];

describe('a line cut at any byte', () => {
  it.each(UNITS)('stays whole characters and JSON: %j', (unit) => {
    const text = unit.repeat(120);
    const line = JSON.stringify({ trace_id: 'kept', message: text });
    const bytes = Buffer.byteLength(line);
    for (let limit = 120; limit <= bytes; limit += 1) {
      const cut = cutLine(line, limit);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
      expect(cut).not.toContain('\ufffd');
      expect(JSON.parse(cut)).toMatchObject({ trace_id: 'kept' });
    }
    for (let limit = 40; limit <= Buffer.byteLength(text); limit += 1) {
      const cut = cutText(text, limit);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
      expect(cut).not.toContain('\ufffd');
    }
  });
});
