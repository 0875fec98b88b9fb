import type { Vendor } from '../../../src/sandbox/index.js';

/** What identifies a request, or an occurrence in it, as it is spelled. */
type Spelling = 'w3c' | 'xray' | 'uuid';

/** A field by which a console finds, and in which it shows, an id. */
export interface IdField {
  readonly name: string;
  readonly spelling: Spelling;
}

/** A vendor's console, and the ids that it knows a request by. */
export interface Console {
  readonly vendor: Vendor;
  readonly ids: readonly IdField[];
}

export const CONSOLES: readonly Console[] = [
  {
    vendor: 'otlp',
    ids: [
      { name: 'trace.trace_id', spelling: 'w3c' },
      { name: 'rollbar.uuid', spelling: 'uuid' },
    ],
  },
  { vendor: 'xray', ids: [{ name: 'trace_id', spelling: 'xray' }] },
  {
    vendor: 'cloudwatch',
    ids: [
      { name: 'trace_id', spelling: 'w3c' },
      { name: 'xray_trace_id', spelling: 'xray' },
    ],
  },
  {
    vendor: 'rollbar',
    ids: [
      { name: 'custom.trace_id', spelling: 'w3c' },
      { name: 'custom.xray_trace_id', spelling: 'xray' },
      { name: 'uuid', spelling: 'uuid' },
    ],
  },
];
