import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { clockTime } from '../format/times.js';
import { isDark } from '../state/scheme.js';
import { colours } from './colours.js';

const HEIGHT = 170;
const NAMES = ['text', 'line', 'error', 'bar-self', 'warn', 'xray'] as const;

/** One line of a chart. */
export interface ChartLine {
  readonly label: string;
  readonly colour: (typeof NAMES)[number];
  /** A value for each time; `null` where there is none. */
  readonly values: readonly (number | null)[];
}

/** Lines over time. The same figures stand as text beside it, for who cannot see it. */
export function LineChart({
  label,
  times,
  lines,
  format,
}: {
  readonly label: string;
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const data: uPlot.AlignedData = [
    [...times],
    ...lines.map(({ values }) => [...values]),
  ];
  const latest = useRef(data);
  latest.current = data;
  const dark = isDark.value;
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const colour = colours(NAMES);
    const axis = {
      stroke: colour('text'),
      grid: { stroke: colour('line'), width: 1 },
      ticks: { stroke: colour('line'), width: 1 },
    };
    const made = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        cursor: { drag: { x: false, y: false } },
        legend: { live: false },
        series: [
          {},
          ...lines.map((line) => ({
            label: line.label,
            stroke: colour(line.colour),
            width: 1.5,
            spanGaps: false,
          })),
        ],
        axes: [
          {
            ...axis,
            space: 70,
            values: (_chart, splits) =>
              splits.map((split) => clockTime(split * 1_000)),
          },
          {
            ...axis,
            size: 64,
            values: (_chart, splits) => splits.map((split) => format(split)),
          },
        ],
        scales: { y: { range: (_chart, _min, max) => [0, max || 1] } },
      },
      latest.current,
      element,
    );
    chart.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, [dark, lines.length]);
  useEffect(() => {
    chart.current?.setData(data);
  }, [times, lines]);
  return (
    <figure class="chart">
      <figcaption>{label}</figcaption>
      <div ref={box} class="chart-box" aria-hidden="true" />
      <p class="hidden">
        {lines
          .map(({ label: name, values }) => {
            const last = values.findLast((value) => value !== null);
            return `${name}: ${last === undefined || last === null ? 'nothing yet' : format(last)}`;
          })
          .join('; ')}
      </p>
    </figure>
  );
}
