import { demoActivities } from '../database/demo-data/index.js';
import { mentionsIn } from './mentions.js';

describe('mentionsIn', () => {
  it.each([
    ['@worf', ['worf']],
    ['Hello @Worf, and @BAYKO!', ['worf', 'bayko']],
    ['(@worf) .@bayko: "@garek"', ['worf', 'bayko', 'garek']],
    ['@worf’s @worf @WORF', ['worf']],
    ['@a_b1.', ['a_b1']],
    ['終@worf', []],
    ['@bay\u{212A}o', []],
    ['worf@example.com', []],
    ['@@worf', []],
    ['@worfé @worf\u{301} @', []],
    [`@${'x'.repeat(65)}`, []],
    ['no one', []],
  ])('reads %j', (text, handles) => {
    expect(mentionsIn(text)).toEqual(handles);
  });

  it('is quick with a long text of at signs', () => {
    const start = performance.now();
    mentionsIn('@a '.repeat(30_000));
    mentionsIn('@'.repeat(100_000));
    mentionsIn(`@${'a'.repeat(100_000)}`);
    expect(performance.now() - start).toBeLessThan(250);
  });

  it('agrees with whom the demo data notifies', () => {
    for (const post of demoActivities) {
      expect(new Set(post.notifies)).toEqual(new Set(mentionsIn(post.message)));
      for (const reply of post.replies)
        expect(new Set(reply.notifies)).toEqual(
          new Set([post.handle, ...mentionsIn(reply.message)]),
        );
    }
  });
});
