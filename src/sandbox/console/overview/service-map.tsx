import type { ServiceMap as Map } from '../../insight/service-map.js';
import { duration, number, percent } from '../format/amounts.js';
import { Empty } from '../parts/teaching.js';
import { useAnswer } from '../parts/use-answer.js';
import {
  NODE_HEIGHT,
  NODE_WIDTH,
  type PlacedEdge,
  placeMap,
} from './map-layout.js';

/** Characters of a name that fit into a node. */
const MAX_NAME = 20;

/** Who calls whom, how often, with how many errors and how fast. */
export function ServiceMap() {
  const { answer } = useAnswer<Map>('/api/service-map', true);
  if (!answer || answer.nodes.length === 0) {
    return (
      <Empty title="No call has been seen">
        <p>The map is drawn from server and client spans.</p>
      </Empty>
    );
  }
  const { nodes, edges, width, height } = placeMap(answer);
  const most = Math.max(...edges.map(({ calls }) => calls));
  return (
    <>
      <div class="scroll" tabIndex={0} role="group" aria-label="Service map">
        <svg
          class="map"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          aria-hidden="true"
        >
          {edges.map((edge) => (
            <Edge
              key={`${edge.from} ${edge.to}`}
              edge={edge}
              most={most}
              seconds={answer.seconds}
            />
          ))}
          {nodes.map(({ id, name, type, x, y }) => (
            <g key={id} class={`map-node ${type}`}>
              <rect
                x={x}
                y={y}
                width={NODE_WIDTH}
                height={NODE_HEIGHT}
                rx="6"
              />
              <text x={x + NODE_WIDTH / 2} y={y + 19}>
                {name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name}
              </text>
              <text class="type" x={x + NODE_WIDTH / 2} y={y + 35}>
                {type}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <div class="hidden">
        <table>
          <caption>Calls between services</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Calls</th>
            </tr>
          </thead>
          <tbody>
            {edges.map((edge) => (
              <tr key={`${edge.from} ${edge.to}`}>
                <td>{edge.source.name}</td>
                <td>{edge.target.name}</td>
                <td>{words(edge, answer.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Edge({
  edge,
  most,
  seconds,
}: {
  readonly edge: PlacedEdge;
  readonly most: number;
  readonly seconds: number;
}) {
  const { source, target, calls, errors, labelX, labelY } = edge;
  return (
    <g class={`map-edge ${errors > 0 ? 'failing' : ''}`}>
      <line
        x1={source.x + NODE_WIDTH}
        y1={source.y + NODE_HEIGHT / 2}
        x2={target.x}
        y2={target.y + NODE_HEIGHT / 2}
        stroke-width={1 + 4 * (calls / most)}
      />
      <text x={labelX} y={labelY - 8}>
        {words(edge, seconds)}
      </text>
    </g>
  );
}

function words(
  { calls, errors, totalMs }: PlacedEdge,
  seconds: number,
): string {
  const share = errors === 0 ? '' : `, ${percent(errors / calls)} errors`;
  return `${number(calls / seconds)}/s, ${duration(totalMs / calls)}${share}`;
}
