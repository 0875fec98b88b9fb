import {
  firstNumber,
  firstText,
  memberOf,
  numberOf,
  textOf,
} from './members.js';

describe('memberOf', () => {
  const document: unknown = JSON.parse('{"a":{"b":[{"c":1}],"d":null}}');

  it.each([
    [['a', 'b', '0', 'c'], 1],
    [['a', 'd'], null],
    [['a', 'd', 'e'], undefined],
    [['a', 'x'], undefined],
    [['a', 'constructor'], undefined],
    [['a', 'b', 'map'], undefined],
  ])('finds at %j %j', (path, found) => {
    expect(memberOf(document, ...path)).toBe(found);
  });

  it('gives the value itself without a path', () => {
    expect(memberOf('text')).toBe('text');
  });
});

describe('what a member says', () => {
  it.each([
    ['x', 'x', null],
    ['', null, null],
    [' ', ' ', null],
    ['9007199254740993', '9007199254740993', 9_007_199_254_740_992],
    ['1.5', '1.5', 1.5],
    [0, null, 0],
    [Number.NaN, null, null],
    ['Infinity', 'Infinity', null],
    [true, null, null],
    [null, null, null],
    [['1'], null, null],
  ])('reads %j as the text %j and the number %j', (value, text, number) => {
    expect(textOf(value)).toBe(text);
    expect(numberOf(value)).toBe(number);
  });

  it('takes the first that says anything', () => {
    expect(firstText(undefined, '', 5, 'a', 'b')).toBe('a');
    expect(firstNumber('x', null, '0', 7)).toBe(0);
    expect(firstText()).toBeNull();
    expect(firstNumber()).toBeNull();
  });
});
