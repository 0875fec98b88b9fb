import type { Vendor } from '../../store/vendor.js';

export { VENDORS } from '../../store/vendor.js';

/** What each is called. */
export const VENDOR_NAMES: Readonly<Record<Vendor, string>> = {
  otlp: 'Honeycomb',
  xray: 'X-Ray',
  cloudwatch: 'CloudWatch',
  rollbar: 'Rollbar',
};
