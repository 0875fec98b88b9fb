import { FAULT_OPTIONS } from '../../faults/index.js';
import { FAULT_FIELDS, FAULT_WORDS } from './fault-words.js';

describe('FAULT_WORDS', () => {
  it('has words for every fault there is, and for no other', () => {
    expect(Object.keys(FAULT_WORDS).toSorted()).toEqual(
      Object.keys(FAULT_OPTIONS).toSorted(),
    );
  });

  it('calls no two faults the same', () => {
    const names = Object.values(FAULT_WORDS).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.entries(FAULT_WORDS))(
    'says in a sentence what %s does',
    (_type, { name, effect }) => {
      expect(name).toMatch(/^\S.*\S$/u);
      expect(effect).toMatch(/^[A-Z].+\.$/u);
    },
  );
});

describe('FAULT_FIELDS', () => {
  it('has a field for every option that any fault takes, once, and no other', () => {
    const options = new Set(Object.values(FAULT_OPTIONS).flat());
    expect(FAULT_FIELDS.map(({ name }) => name).toSorted()).toEqual(
      [...options].toSorted(),
    );
  });
});
