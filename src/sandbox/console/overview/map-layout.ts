import type {
  MapEdge,
  MapNode,
  ServiceMap,
} from '../../insight/service-map.js';

/** A node with its place, pixels. */
interface PlacedNode extends MapNode {
  readonly x: number;
  readonly y: number;
}

/** An edge between two places. */
export interface PlacedEdge extends MapEdge {
  readonly source: PlacedNode;
  readonly target: PlacedNode;
  /** Place of its words. */
  readonly labelX: number;
  readonly labelY: number;
}

/** A map with places. */
export interface PlacedMap {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Size of a node, pixels. */
export const NODE_WIDTH = 150;
export const NODE_HEIGHT = 44;
const LAYER_WIDTH = 380;
const ROW_HEIGHT = 84;
const MARGIN = 12;

/** Places nodes in layers from the callers on: each one beyond all that call it, as far as calls do not go in circles. */
export function placeMap({ nodes, edges }: ServiceMap): PlacedMap {
  const layers = layersOf(nodes, edges);
  const byLayer = Map.groupBy(nodes, ({ id }) => layers.get(id) ?? 0);
  const tallest = Math.max(1, ...[...byLayer.values()].map((of) => of.length));
  const placed = new Map<string, PlacedNode>();
  for (const [layer, of] of byLayer) {
    of.forEach((node, index) => {
      placed.set(node.id, {
        ...node,
        x: MARGIN + layer * LAYER_WIDTH,
        y: MARGIN + (index + (tallest - of.length) / 2) * ROW_HEIGHT,
      });
    });
  }
  const deepest = Math.max(0, ...byLayer.keys());
  return {
    nodes: [...placed.values()],
    edges: edges.flatMap((edge) => {
      const source = placed.get(edge.from);
      const target = placed.get(edge.to);
      if (!source || !target) return [];
      return [
        {
          ...edge,
          source,
          target,
          labelX: (source.x + NODE_WIDTH + target.x) / 2,
          labelY: (source.y + target.y + NODE_HEIGHT) / 2,
        },
      ];
    }),
    width: 2 * MARGIN + deepest * LAYER_WIDTH + NODE_WIDTH,
    height: 2 * MARGIN + (tallest - 1) * ROW_HEIGHT + NODE_HEIGHT,
  };
}

function layersOf(
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
): ReadonlyMap<string, number> {
  const layers = new Map(nodes.map(({ id }) => [id, 0]));
  const onward = withoutCircles(nodes, edges);
  for (let round = 1; round < nodes.length; round += 1) {
    for (const { from, to } of onward) {
      const beyond = (layers.get(from) ?? 0) + 1;
      if ((layers.get(to) ?? 0) < beyond) layers.set(to, beyond);
    }
  }
  return layers;
}

/** The calls between nodes but those that lead back to where they came from, followed from the nodes that none calls. */
function withoutCircles(
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
): MapEdge[] {
  const calls = Map.groupBy(edges, ({ from }) => from);
  const called = new Set(edges.map(({ to }) => to));
  const onward: MapEdge[] = [];
  const followed = new Set<string>();
  const follow = (id: string, path: ReadonlySet<string>): void => {
    if (followed.has(id)) return;
    followed.add(id);
    for (const edge of calls.get(id) ?? []) {
      if (path.has(edge.to)) continue;
      onward.push(edge);
      follow(edge.to, new Set([...path, edge.to]));
    }
  };
  const isCalled = ({ id }: MapNode): number => (called.has(id) ? 1 : 0);
  for (const { id } of nodes.toSorted((a, b) => isCalled(a) - isCalled(b))) {
    follow(id, new Set([id]));
  }
  return onward;
}
