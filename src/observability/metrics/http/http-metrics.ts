import type { Attributes } from '@opentelemetry/api';
import type { InstrumentFacts } from '../instruments/instrument-facts.js';

/** The scope of what is measured of requests. */
export const HTTP_SCOPE = { name: 'cruddur.http' };

/** Source: OpenTelemetry semantic conventions for HTTP metrics, stable since 1.23 (advised boundaries). */
export const DURATION_BOUNDARIES = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

/** Bytes. The conventions advise none for sizes, and the SDK's own are made for milliseconds. */
export const SIZE_BOUNDARIES = [
  0, 128, 512, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 10_485_760,
];

export const SERVER_DURATION: InstrumentFacts = {
  name: 'http.server.request.duration',
  unit: 's',
  description: 'Duration of HTTP server requests.',
};
export const SERVER_ACTIVE: InstrumentFacts = {
  name: 'http.server.active_requests',
  unit: '{request}',
  description: 'Number of active HTTP server requests.',
};
export const SERVER_REQUEST_SIZE: InstrumentFacts = {
  name: 'http.server.request.body.size',
  unit: 'By',
  description: 'Size of HTTP server request bodies.',
};
export const SERVER_RESPONSE_SIZE: InstrumentFacts = {
  name: 'http.server.response.body.size',
  unit: 'By',
  description: 'Size of HTTP server response bodies.',
};
export const CLIENT_DURATION: InstrumentFacts = {
  name: 'http.client.request.duration',
  unit: 's',
  description: 'Duration of HTTP client requests.',
};

/** Attributes without those that are undefined; not to be changed. */
export function present(attributes: Attributes): Attributes {
  return Object.freeze(
    Object.fromEntries(
      Object.entries(attributes).filter(([, value]) => value !== undefined),
    ),
  );
}
