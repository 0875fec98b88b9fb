/** The four receivers, by the names the query API and the counters use. */
export const VENDORS = ['otlp', 'xray', 'cloudwatch', 'rollbar'] as const;

/** One of the four receivers. */
export type Vendor = (typeof VENDORS)[number];
