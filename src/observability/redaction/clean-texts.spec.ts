import { CleanTexts } from './clean-texts.js';

describe('CleanTexts', () => {
  it('knows a text again, however many others came once in between', () => {
    const texts = new CleanTexts(1000);
    texts.add('again');
    for (let turn = 0; turn < 1000; turn += 1) {
      texts.add(`once ${String(turn)}`);
      expect(texts.has('again')).toBe(true);
    }
  });

  it('forgets what did not come for a while', () => {
    const texts = new CleanTexts(1000);
    const given = Array.from({ length: 100 }, (_, count) =>
      String(count).padEnd(100, '.'),
    );
    given.forEach((text) => {
      texts.add(text);
    });
    const kept = given.filter((text) => texts.has(text));
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(kept).toContain(given.at(-1));
  });

  it('keeps nothing that is very long', () => {
    const texts = new CleanTexts(1_000_000);
    texts.add('x'.repeat(16_384));
    texts.add('x'.repeat(16_385));
    expect(texts.has('x'.repeat(16_384))).toBe(true);
    expect(texts.has('x'.repeat(16_385))).toBe(false);
  });
});
