import { RecurringTexts } from './recurring-texts.js';

describe('RecurringTexts', () => {
  it('makes a text once as long as it comes again', () => {
    const made: string[] = [];
    const texts = new RecurringTexts(10);
    const make = (text: string): string => {
      made.push(text);
      return text.toUpperCase();
    };
    for (let turn = 0; turn < 1000; turn += 1) {
      expect(texts.of('again', make)).toBe('AGAIN');
      expect(texts.of(`once ${String(turn)}`, make)).toBe(
        `ONCE ${String(turn)}`,
      );
    }
    expect(made.filter((text) => text === 'again')).toHaveLength(1);
    expect(made).toHaveLength(1001);
  });

  it('remembers no more than twice its limit, and nothing that is long', () => {
    const texts = new RecurringTexts(10);
    let made = 0;
    const make = (text: string): string => {
      made += 1;
      return text;
    };
    for (let turn = 0; turn < 100; turn += 1) {
      texts.of(String(turn), make);
    }
    made = 0;
    for (let turn = 0; turn < 100; turn += 1) {
      texts.of(String(turn), make);
    }
    expect(made).toBe(100);

    const long = 'x'.repeat(513);
    made = 0;
    texts.of(long, make);
    texts.of(long, make);
    expect(made).toBe(2);
  });
});
