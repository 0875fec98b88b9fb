import type { Vendor } from '../../src/sandbox/index.js';

/** How a console is asked for a request by an id. */
export interface Question {
  readonly vendor: Vendor;
  readonly console: string;
  /** Name of the field, as in `CONSOLES`. */
  readonly field: string;
  /** In the console's own language. The document names the vendors' pages that describe each of them. */
  readonly ask: (id: string) => string;
}

export const QUESTIONS: readonly Question[] = [
  {
    vendor: 'otlp',
    console: 'Honeycomb, query builder',
    field: 'trace.trace_id',
    ask: (id) => `WHERE trace.trace_id = ${id}`,
  },
  {
    vendor: 'otlp',
    console: 'Honeycomb, by the occurrence',
    field: 'rollbar.uuid',
    ask: (id) => `WHERE rollbar.uuid = ${id}`,
  },
  {
    vendor: 'xray',
    console: 'X-Ray, console',
    field: 'trace_id',
    ask: (id) =>
      `https://<region>.console.aws.amazon.com/cloudwatch/home?region=<region>#xray:traces/${id}`,
  },
  {
    vendor: 'xray',
    console: 'X-Ray, AWS CLI',
    field: 'trace_id',
    ask: (id) => `aws xray batch-get-traces --trace-ids ${id}`,
  },
  {
    vendor: 'cloudwatch',
    console: 'CloudWatch Logs Insights',
    field: 'trace_id',
    ask: (id) =>
      `fields @timestamp, level, context, message | filter trace_id = "${id}" | sort @timestamp asc`,
  },
  {
    vendor: 'cloudwatch',
    console: 'CloudWatch Logs Insights, by the X-Ray id',
    field: 'xray_trace_id',
    ask: (id) =>
      `fields @timestamp, level, context, message | filter xray_trace_id = "${id}" | sort @timestamp asc`,
  },
  {
    vendor: 'rollbar',
    console: 'Rollbar, RQL',
    field: 'custom.trace_id',
    ask: (id) =>
      `SELECT * FROM item_occurrence WHERE \`custom.trace_id\` = '${id}'`,
  },
  {
    vendor: 'rollbar',
    console: 'Rollbar, RQL, by the X-Ray id',
    field: 'custom.xray_trace_id',
    ask: (id) =>
      `SELECT * FROM item_occurrence WHERE \`custom.xray_trace_id\` = '${id}'`,
  },
  {
    vendor: 'rollbar',
    console: 'Rollbar, by the occurrence',
    field: 'uuid',
    ask: (id) => `https://rollbar.com/occurrence/uuid/?uuid=${id}`,
  },
];
