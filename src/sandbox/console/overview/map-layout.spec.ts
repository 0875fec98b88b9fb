import type { MapEdge, MapNode } from '../../insight/service-map.js';
import {
  NODE_HEIGHT,
  NODE_WIDTH,
  type PlacedMap,
  placeMap,
} from './map-layout.js';

const node = (id: string): MapNode => ({ id, name: id, type: 'service' });

/** `a b` is a call from a to b. */
const edge = (call: string): MapEdge => {
  const [from = '', to = ''] = call.split(' ');
  return { from, to, calls: 2, errors: 1, totalMs: 30 };
};

const mapOf = (ids: string, ...calls: readonly string[]): PlacedMap =>
  placeMap({
    nodes: ids.split(' ').map(node),
    edges: calls.map(edge),
    seconds: 1,
  });

/** Node ids from layer to layer. */
const layersOf = ({ nodes }: PlacedMap): string[] => {
  const byX = Map.groupBy(nodes, ({ x }) => x);
  return [...byX]
    .toSorted(([a], [b]) => a - b)
    .map(([x, of]) => `${(x - 12) / 380}: ${of.map(({ id }) => id).join(' ')}`);
};

describe('placeMap', () => {
  it('places nothing in the room of one node', () => {
    expect(placeMap({ nodes: [], edges: [], seconds: 1 })).toEqual({
      nodes: [],
      edges: [],
      width: NODE_WIDTH + 24,
      height: NODE_HEIGHT + 24,
    });
  });

  it('places a single node within the margins', () => {
    expect(mapOf('a')).toEqual({
      nodes: [{ ...node('a'), x: 12, y: 12 }],
      edges: [],
      width: NODE_WIDTH + 24,
      height: NODE_HEIGHT + 24,
    });
  });

  it.each<[string, string, string[], string[]]>([
    [
      'a chain told backwards',
      'c b a',
      ['b c', 'a b'],
      ['0: a', '1: b', '2: c'],
    ],
    [
      'a node beyond its farthest caller',
      'a b c',
      ['a c', 'a b', 'b c'],
      ['0: a', '1: b', '2: c'],
    ],
    ['two callers of one', 'a b c', ['a c', 'b c'], ['0: a b', '1: c']],
    ['nodes without a call', 'a b', [], ['0: a b']],
    ['a node that calls itself', 'a b', ['a a', 'a b'], ['0: a', '1: b']],
    ['two that call each other', 'a b', ['a b', 'b a'], ['0: a', '1: b']],
    [
      'two that call each other, one of them called and calling',
      'callers a b db',
      ['callers a', 'a b', 'b a', 'a db'],
      ['0: callers', '1: a', '2: b db'],
    ],
    [
      'a circle told from its end',
      'c b a callers',
      ['c a', 'b c', 'a b', 'callers a'],
      ['0: callers', '1: a', '2: b', '3: c'],
    ],
    [
      'two that call each other among many',
      'callers a b d e f g h',
      ['callers a', 'a b', 'b a', 'a d', 'a e', 'a f', 'b g', 'b h'],
      ['0: callers', '1: a', '2: b d e f', '3: g h'],
    ],
  ])('places %s in layers', (_what, ids, calls, layers) => {
    expect(layersOf(mapOf(ids, ...calls))).toEqual(layers);
  });

  it('centres shorter layers beside the tallest', () => {
    const { nodes, width, height } = mapOf('a b c d', 'a b', 'a c', 'a d');
    expect(nodes.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['a', 12, 96],
      ['b', 392, 12],
      ['c', 392, 96],
      ['d', 392, 180],
    ]);
    expect([width, height]).toEqual([
      392 + NODE_WIDTH + 12,
      180 + NODE_HEIGHT + 12,
    ]);
  });

  it('puts the words of a call in the middle between its nodes', () => {
    const { edges } = mapOf('a b c', 'a b', 'a c');
    expect(edges).toMatchObject([
      {
        ...edge('a b'),
        source: { id: 'a', x: 12, y: 54 },
        target: { id: 'b', x: 392, y: 12 },
        labelX: (12 + NODE_WIDTH + 392) / 2,
        labelY: 33 + NODE_HEIGHT / 2,
      },
      { to: 'c', labelY: 75 + NODE_HEIGHT / 2 },
    ]);
  });

  it('draws calls in circles too', () => {
    const { edges } = mapOf('a b', 'a b', 'b a', 'a a');
    expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'a b',
      'b a',
      'a a',
    ]);
  });

  it('leaves out calls to and from nodes that are not drawn', () => {
    const { nodes, edges } = mapOf('a b', 'a gone', 'gone b', 'a b');
    expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['a b']);
    expect(nodes).toHaveLength(2);
  });

  it('places 60 nodes that all call one another within as many layers', () => {
    const ids = Array.from({ length: 60 }, (_, n) => `n${n}`);
    const calls = ids.flatMap((from) => ids.map((to) => `${from} ${to}`));
    const { nodes, edges, width } = mapOf(ids.join(' '), ...calls);
    expect(new Set(nodes.map(({ x }) => x)).size).toBe(60);
    expect(edges).toHaveLength(3_600);
    expect(width).toBe(24 + 59 * 380 + NODE_WIDTH);
  });
});
