import type { LiveFigures } from '../../query/query.types.js';
import type { Heard } from './request-filter.js';

const NONE: Heard = {
  otlp: false,
  xray: false,
  cloudwatch: false,
  rollbar: false,
};

/** Which vendors have received anything: of one that nobody sends to nothing is missing. Rollbar is sent to only when something fails. */
export function heard(figures: LiveFigures | undefined): Heard {
  if (!figures) return NONE;
  const { otlp, xray, cloudwatch, rollbar } = figures.counts;
  return {
    otlp: otlp.records > 0,
    xray: xray.records > 0,
    cloudwatch: cloudwatch.records > 0,
    rollbar: rollbar.records > 0,
  };
}
