import { logGroupTags, retentionDays } from './cloudwatch-group.format.js';

describe('the settings of a log group', () => {
  it.each(['1', '30', '3653'])('keep lines for %s days', (text) => {
    expect(retentionDays.parse(text)).toBe(Number(text));
  });

  it.each(['0', '2', '31', '-1', '1.0', 'week', '3654'])(
    'do not keep lines for %s days',
    (text) => {
      expect(retentionDays.safeParse(text).success).toBe(false);
    },
  );

  it('take tags', () => {
    expect(logGroupTags.parse('team=cruddur,cost%20center=a/b,empty=')).toEqual(
      {
        team: 'cruddur',
        'cost center': 'a/b',
        empty: '',
      },
    );
  });

  it.each([
    'team',
    `${'k'.repeat(129)}=v`,
    `k=${'v'.repeat(257)}`,
    'a*=b',
    'aws:x=y',
    Array.from({ length: 51 }, (_, n) => `k${String(n)}=v`).join(','),
  ])('do not take %s', (text) => {
    expect(logGroupTags.safeParse(text).success).toBe(false);
  });
});
