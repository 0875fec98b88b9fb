import { parseTraceId, toXRayTraceId } from './trace-id.js';

describe('parseTraceId', () => {
  const id = '5b8efff798038103d269b633813fc60c';
  it.each([
    [id],
    [id.toUpperCase()],
    ['1-5b8efff7-98038103d269b633813fc60c'],
    ['1-5B8EFFF7-98038103D269B633813FC60C'],
  ])('reads %s', (text) => {
    expect(parseTraceId(text)).toBe(id);
  });

  it.each([
    [''],
    [id.slice(1)],
    [`${id}0`],
    ['0'.repeat(32)],
    [`1-00000000-${'0'.repeat(24)}`],
    ['2-5b8efff7-98038103d269b633813fc60c'],
    ['5b8efff7-98038103d269b633813fc60c'],
    ['g'.repeat(32)],
    [` ${id}`],
  ])('does not take "%s"', (text) => {
    expect(parseTraceId(text)).toBeUndefined();
  });

  it('spells an id as X-Ray does and back', () => {
    expect(toXRayTraceId(id)).toBe('1-5b8efff7-98038103d269b633813fc60c');
    expect(parseTraceId(toXRayTraceId(id))).toBe(id);
  });
});
