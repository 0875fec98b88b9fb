import { fieldText, valueText } from './values.js';

describe('valueText', () => {
  it.each([
    ['a text', 'a text'],
    ['', ''],
    ['"quoted"', '"quoted"'],
    [7, '7'],
    [0, '0'],
    [false, 'false'],
    [null, 'null'],
    [['a', 1], '["a",1]'],
    [{ a: { b: [] } }, '{"a":{"b":[]}}'],
    [Number.NaN, 'null'],
    [undefined, ''],
    [() => 1, ''],
  ])('shows %j as %j', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

describe('fieldText', () => {
  const data = new FormData();
  data.set('name', '  Ada Lovelace\n');
  data.set('blank', ' \t ');
  data.set('file', new Blob(['content']), 'notes.txt');
  data.append('twice', 'first');
  data.append('twice', 'second');

  it.each([
    ['name', 'Ada Lovelace'],
    ['blank', ''],
    ['file', ''],
    ['twice', 'first'],
    ['missing', ''],
  ])('reads the field %s as %j', (name, text) => {
    expect(fieldText(data, name)).toBe(text);
  });
});
