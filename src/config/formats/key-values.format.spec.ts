import { headers, parseKeyValues } from './key-values.format.js';

describe('parseKeyValues', () => {
  it.each([
    ['a=1', { a: '1' }],
    [' a = 1 , b=2,', { a: '1', b: '2' }],
    ['a=b=c==', { a: 'b=c==' }],
    ['a=', { a: '' }],
    ['k%2Cey=v%2C%20%C3%A9%25', { 'k,ey': 'v, é%' }],
    ['a=1,a=2', { a: '2' }],
  ])('reads %s', (text, expected) => {
    expect(parseKeyValues(text)).toEqual(expected);
  });

  it('takes __proto__ for a key like any other', () => {
    const read = parseKeyValues('__proto__=x');
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it.each([
    ['a=1,topsecret', 'has no key=value in entry 2'],
    ['=topsecret', 'has no key=value in entry 1'],
    ['a=topsecret%', 'has a percent sign that encodes nothing in entry 1'],
  ])('refuses %s without quoting it', (text, message) => {
    expect(() => parseKeyValues(text)).toThrow(new RegExp(`^${message}$`));
  });
});

describe('headers', () => {
  it('are read with their names in lower case', () => {
    expect(headers.parse('X-Honeycomb-Team=a%20b')).toEqual({
      'x-honeycomb-team': 'a b',
    });
  });

  it.each(['bad name=1', 'a=%0d%0aevil: 1', 'a=%C3%A9', 'a%3A=1'])(
    'refuse %s, which no request can carry',
    (text) => {
      expect(headers.safeParse(text).success).toBe(false);
    },
  );
});
