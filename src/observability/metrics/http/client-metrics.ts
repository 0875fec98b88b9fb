import { type FinishedCall, onCallFinished } from '../../outgoing/index.js';
import { ownMetrics } from '../own-metrics.js';
import { MAX_SERIES, OVERFLOW } from '../instruments/max-series.js';
import type { HistogramSeries } from '../instruments/histogram-series.js';
import {
  CLIENT_DURATION,
  DURATION_BOUNDARIES,
  HTTP_SCOPE,
  present,
} from './http-metrics.js';

const NAME = /^\w[\w.-]{0,63}$/;

let isObserved = false;

/** Counts every call that `outgoing` traces, also those of traces that are not kept. Once in a process. */
export function observeCalls(): void {
  if (isObserved) {
    return;
  }
  isObserved = true;
  const duration = ownMetrics.histogram(
    HTTP_SCOPE,
    CLIENT_DURATION,
    DURATION_BOUNDARIES,
  );
  const known = new Map<string, HistogramSeries>();
  onCallFinished((call) => {
    if (!ownMetrics.isOn) {
      return;
    }
    const attributes = attributesOf(call);
    const key = JSON.stringify(attributes);
    let series = known.get(key);
    if (series === undefined) {
      const isFull = known.size >= MAX_SERIES - 1;
      series = duration.seriesOf(isFull ? OVERFLOW : attributes);
      if (!isFull) {
        known.set(key, series);
      }
    }
    series.record(call.durationMs / 1000, call.span);
  });
}

/** Source: OpenTelemetry semantic conventions, `http.client.request.duration`. */
function attributesOf({ method, host, port, status, errorType }: FinishedCall) {
  return present({
    'http.request.method': method,
    // A host may be what a caller wrote: as long as a name can be (RFC 1035).
    'server.address': host.slice(0, 253),
    'server.port': port,
    'http.response.status_code': status,
    'error.type':
      errorType === undefined || NAME.test(errorType) ? errorType : '_OTHER',
  });
}
