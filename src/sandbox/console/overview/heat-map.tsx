import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Region } from '../../insight/region.js';
import type { RequestSummary } from '../../store/views.js';
import { count, shortDuration } from '../format/amounts.js';
import { clockTime } from '../format/times.js';
import { colours } from '../parts/colours.js';
import { isDark } from '../state/scheme.js';
import {
  COLUMNS,
  durationMarks,
  type Heat,
  heatOf,
  type Place,
  placeOf,
  regionBetween,
  ROWS,
} from './heat.js';
import type { TimeWindow } from './statistics.js';

/** Faintest cell that is drawn, as a share of the fullest. */
const FAINTEST = 0.18;

/** How long requests took, by when they began. A region can be drawn on it. */
export function HeatMap({
  requests,
  window,
  region,
  onRegion,
}: {
  readonly requests: readonly RequestSummary[];
  readonly window: TimeWindow;
  readonly region: Region | undefined;
  readonly onRegion: (region: Region) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useSignal<readonly [Place, Place] | undefined>(undefined);
  const heat = heatOf(requests, window);
  const dark = isDark.value;
  useEffect(() => {
    if (canvas.current) paint(canvas.current, heat);
  }, [requests, window.from, window.to, dark]);
  const placeIn = (event: PointerEvent): Place => {
    const { left, top, width, height } =
      canvas.current?.getBoundingClientRect() ?? new DOMRect();
    return {
      x: (event.clientX - left) / width,
      y: 1 - (event.clientY - top) / height,
    };
  };
  const corners: readonly [Place, Place] | undefined =
    drawn.value ??
    (region && [
      placeOf(region.fromMs, region.minDurationMs, window),
      placeOf(region.toMs, region.maxDurationMs, window),
    ]);
  return (
    <figure class="heat">
      <figcaption>
        Latency: when requests began, and how long they took. Draw a region to
        see what sets it apart.
      </figcaption>
      <div class="heat-box">
        <ol class="heat-durations" aria-hidden="true">
          {durationMarks().map(({ ms, y }) => (
            <li key={ms} style={{ bottom: `${y * 100}%` }}>
              {shortDuration(ms)}
            </li>
          ))}
        </ol>
        <div
          class="heat-map"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            const place = placeIn(event);
            drawn.value = [place, place];
          }}
          onPointerMove={(event) => {
            const from = drawn.value?.[0];
            if (from) drawn.value = [from, placeIn(event)];
          }}
          onPointerUp={(event) => {
            const from = drawn.value?.[0];
            drawn.value = undefined;
            if (from) onRegion(regionBetween(from, placeIn(event), window));
          }}
        >
          <canvas
            ref={canvas}
            width={COLUMNS * 12}
            height={ROWS * 9}
            role="img"
            aria-label={`Heat map of ${count(requests.length)} requests, at most ${count(heat.most)} in one cell`}
          />
          {corners && <div class="heat-region" style={boxOf(corners)} />}
        </div>
        <p class="heat-times" aria-hidden="true">
          <span>{clockTime(window.from)}</span>
          <span>{clockTime(window.to)}</span>
        </p>
      </div>
      <p class="summary">
        The darkest cell has {count(heat.most)}, the faintest 1.
      </p>
    </figure>
  );
}

function paint(canvas: HTMLCanvasElement, { counts, most }: Heat): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const width = canvas.width / COLUMNS;
  const height = canvas.height / ROWS;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = colours(['bar-self'])('bar-self');
  counts.forEach((column, x) => {
    column.forEach((cell, y) => {
      if (cell === 0) return;
      context.globalAlpha =
        FAINTEST + (1 - FAINTEST) * (Math.log(cell + 1) / Math.log(most + 1));
      context.fillRect(
        x * width,
        canvas.height - (y + 1) * height,
        width - 1,
        height - 1,
      );
    });
  });
  context.globalAlpha = 1;
}

function boxOf([a, b]: readonly [Place, Place]): Record<string, string> {
  return {
    left: percent(Math.min(a.x, b.x)),
    right: percent(1 - Math.max(a.x, b.x)),
    bottom: percent(Math.min(a.y, b.y)),
    top: percent(1 - Math.max(a.y, b.y)),
  };
}

function percent(share: number): string {
  return `${Math.min(1, Math.max(0, share)) * 100}%`;
}
