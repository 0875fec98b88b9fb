import { type Linked, LinkedList } from './linked-list.js';

interface Item extends Linked<Item> {
  readonly name: string;
}

function itemsOf(names: string): Item[] {
  return names.split('').map((name) => ({ name }));
}

function namesOf(list: Iterable<Item>): string {
  return [...list].map(({ name }) => name).join('');
}

describe('LinkedList', () => {
  it.each(['abcd', 'dcba', 'bdac', 'cabd'])(
    'keeps the order while items leave, %s',
    (order) => {
      const items = itemsOf('abcd');
      const list = new LinkedList<Item>();
      items.forEach((item) => {
        list.add(item);
      });
      let left = 'abcd';
      for (const name of order) {
        const item = items.find((each) => each.name === name) ?? { name: '' };
        expect(list.delete(item)).toBe(true);
        expect(item).toEqual({ name });
        left = left.replace(name, '');
        expect(namesOf(list)).toBe(left);
        expect(list.size).toBe(left.length);
      }
    },
  );

  it('lets nothing leave twice, nor what never came', () => {
    const list = new LinkedList<Item>();
    expect(list.delete({ name: 'c' })).toBe(false);
    for (const item of itemsOf('ab')) {
      list.add(item);
      expect(list.delete(item)).toBe(true);
      expect(list.delete(item)).toBe(false);
    }
    expect(list.size).toBe(0);
  });

  it('is walked as it was, whoever leaves meanwhile', () => {
    const list = new LinkedList<Item>();
    itemsOf('abc').forEach((item) => {
      list.add(item);
    });
    const seen: string[] = [];
    for (const item of list) {
      seen.push(item.name);
      for (const each of list) {
        list.delete(each);
      }
    }
    expect(seen).toEqual(['a', 'b', 'c']);
  });
});
