import type { Attributes } from '@opentelemetry/api';
import type { MetricData } from '@opentelemetry/sdk-metrics';
import type { HistogramInstrument } from '../instruments/histogram-instrument.js';
import type { HistogramSeries } from '../instruments/histogram-series.js';
import { MAX_SERIES, OVERFLOW } from '../instruments/max-series.js';
import { type Interval, level } from '../instruments/points.js';
import { ownMetrics } from '../own-metrics.js';
import {
  CLIENT_CLOSED_REQUEST,
  CLIENT_DISCONNECTED,
  type FinishedRequest,
  type RequestObserver,
  RESPONSE_BROKEN_OFF,
} from '../../request/index.js';
import {
  DURATION_BOUNDARIES,
  HTTP_SCOPE,
  present,
  SERVER_ACTIVE,
  SERVER_DURATION,
  SERVER_REQUEST_SIZE,
  SERVER_RESPONSE_SIZE,
  SIZE_BOUNDARIES,
} from './http-metrics.js';

/** What requests of one kind are counted in. */
interface Kind {
  readonly method: string;
  readonly scheme: string;
  readonly httpVersion: string | undefined;
  readonly duration: HistogramSeries;
  readonly requestSize: HistogramSeries;
  readonly responseSize: HistogramSeries;
}

let serverMetrics: ServerMetrics | undefined;

/** Counts every response of an application, once, from the record of its request. @returns ends that */
export function observeServer(
  observer: Pick<RequestObserver, 'onFinished' | 'openRecords'>,
): () => void {
  serverMetrics ??= new ServerMetrics();
  const metrics = serverMetrics;
  const ends = [
    observer.onFinished((finished) => {
      metrics.record(finished);
    }),
    ownMetrics.addSource(HTTP_SCOPE, activeRequests(observer)),
  ];
  return () => {
    ends.forEach((end) => {
      end();
    });
  };
}

/** The histograms of this process's requests. */
class ServerMetrics {
  /** By route, then by status and whether it was broken off: nothing is put together to look one up. */
  private readonly kinds = new Map<string | undefined, Map<number, Kind[]>>();
  private size = 0;
  private readonly duration: HistogramInstrument;
  private readonly requestSize: HistogramInstrument;
  private readonly responseSize: HistogramInstrument;

  constructor() {
    const of = ownMetrics.histogram.bind(ownMetrics, HTTP_SCOPE);
    this.duration = of(SERVER_DURATION, DURATION_BOUNDARIES);
    this.requestSize = of(SERVER_REQUEST_SIZE, SIZE_BOUNDARIES);
    this.responseSize = of(SERVER_RESPONSE_SIZE, SIZE_BOUNDARIES);
  }

  record(finished: FinishedRequest): void {
    const { requestBodyBytes, responseBodyBytes, durationMs } = finished;
    const { duration, requestSize, responseSize } = this.kindOf(finished);
    const span = finished.span.spanContext();
    duration.record(durationMs / 1000, span, finished.startedAt + durationMs);
    if (requestBodyBytes !== undefined) {
      requestSize.record(requestBodyBytes);
    }
    if (responseBodyBytes !== undefined) {
      responseSize.record(responseBodyBytes);
    }
  }

  private kindOf(finished: FinishedRequest): Kind {
    const { method, route, status, aborted, httpVersion } = finished;
    const scheme = knownScheme(finished.scheme);
    const key = aborted ? -status : status;
    const alike = this.kinds.get(route)?.get(key);
    const known = alike?.find(
      (kind) =>
        kind.method === method &&
        kind.httpVersion === httpVersion &&
        kind.scheme === scheme,
    );
    if (known !== undefined) {
      return known;
    }
    const isFull = this.size >= MAX_SERIES - 1;
    const attributes = isFull ? OVERFLOW : attributesOf(finished);
    const kind: Kind = {
      method,
      scheme,
      httpVersion,
      duration: this.duration.seriesOf(attributes),
      requestSize: this.requestSize.seriesOf(attributes),
      responseSize: this.responseSize.seriesOf(attributes),
    };
    if (!isFull) {
      this.keep(route, key, kind);
    }
    return kind;
  }

  private keep(route: string | undefined, key: number, kind: Kind): void {
    let ofRoute = this.kinds.get(route);
    if (ofRoute === undefined) {
      ofRoute = new Map();
      this.kinds.set(route, ofRoute);
    }
    const alike = ofRoute.get(key);
    if (alike === undefined) {
      ofRoute.set(key, [kind]);
    } else {
      alike.push(kind);
    }
    this.size += 1;
  }
}

/**
 * All from fixed sets: nothing that a caller writes becomes an attribute. Of an error, the status tells, as an exception's
 * name may be anything. A client that left was sent no status.
 */
function attributesOf(finished: FinishedRequest): Attributes {
  const { method, route, status, aborted, scheme, httpVersion } = finished;
  const left = aborted && status === CLIENT_CLOSED_REQUEST;
  return present({
    'http.request.method': method,
    'url.scheme': knownScheme(scheme),
    'http.route': route,
    'http.response.status_code': left ? undefined : status,
    'error.type': errorTypeOf(finished),
    'network.protocol.version': httpVersion,
  });
}

function errorTypeOf({ status, aborted }: FinishedRequest): string | undefined {
  if (aborted) {
    return status === CLIENT_CLOSED_REQUEST
      ? CLIENT_DISCONNECTED
      : RESPONSE_BROKEN_OFF;
  }
  return status >= 500 ? String(status) : undefined;
}

/** What a proxy says of the scheme may be anything. */
function knownScheme(scheme: string): string {
  return scheme === 'https' ? 'https' : 'http';
}

/** Reads how many requests are open, by method and scheme; once there was one of a kind, its 0 is told too. */
function activeRequests(observer: Pick<RequestObserver, 'openRecords'>) {
  const seen = new Map<string, Attributes>();
  return (interval: Interval): MetricData[] => {
    const counts = new Map<string, number>();
    for (const { method, scheme: given } of observer.openRecords()) {
      const scheme = knownScheme(given);
      const key = `${method} ${scheme}`;
      if (!seen.has(key)) {
        seen.set(
          key,
          present({ 'http.request.method': method, 'url.scheme': scheme }),
        );
      }
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const readings = Array.from(
      seen,
      ([key, attributes]) => [counts.get(key) ?? 0, attributes] as const,
    );
    return readings.length === 0
      ? []
      : [level(SERVER_ACTIVE, interval, ...readings)];
  };
}
