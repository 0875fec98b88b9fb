import type { Vendor } from '../../store/vendor.js';

/** The four, in the order in which they are shown. */
export const VENDORS: readonly Vendor[] = [
  'otlp',
  'xray',
  'cloudwatch',
  'rollbar',
];

/** What each is called. */
export const VENDOR_NAMES: Readonly<Record<Vendor, string>> = {
  otlp: 'Honeycomb',
  xray: 'X-Ray',
  cloudwatch: 'CloudWatch',
  rollbar: 'Rollbar',
};
