import { z } from 'zod';

/** Longest text of the `http` block and of `user` (X-Ray segment document schema 1.0.0). */
const MAX_TEXT = 250;
/** Longest segment name (AWS X-Ray developer guide, "Segment fields"). */
const MAX_NAME = 200;

const shortText = z.string().max(MAX_TEXT).optional();
const longText = z.string().optional();
const flag = z.boolean().optional();
const amount = z.number().optional();

/** 16 hexadecimal digits: segment, subsegment and exception ids. */
const segmentId = z
  .string()
  .regex(/^[0-9a-f]{16}$/i, 'must be 16 hexadecimal digits');

/** `1-<8 hex>-<24 hex>`. */
const xrayTraceId = z
  .string()
  .regex(
    /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i,
    'must be 1-<8 hex digits>-<24 hex digits>',
  )
  .refine((id) => /[1-9a-f]/i.test(id.slice(2)), 'must not be all zero');

/** Seconds since the epoch; a number beyond the year 5138 is one of milliseconds. */
const seconds = z
  .number()
  .positive()
  .max(1e11, 'must be seconds, not milliseconds');

const http = z.looseObject({
  request: z
    .looseObject({
      method: shortText,
      url: shortText,
      user_agent: shortText,
      client_ip: shortText,
      x_forwarded_for: flag,
      traced: flag,
    })
    .optional(),
  response: z
    .looseObject({
      status: z.number().int().optional(),
      content_length: z.number().int().optional(),
    })
    .optional(),
});

const exception = z.looseObject({
  id: segmentId,
  message: longText,
  type: longText,
  remote: flag,
  truncated: z.number().int().optional(),
  skipped: z.number().int().optional(),
  cause: segmentId.optional(),
  stack: z
    .array(
      z.looseObject({
        path: longText,
        line: z.number().int().optional(),
        label: longText,
      }),
    )
    .optional(),
});

const cause = z.union(
  [
    segmentId,
    z.looseObject({
      working_directory: longText,
      paths: z.array(z.string()).optional(),
      exceptions: z.array(exception).optional(),
    }),
  ],
  'must be an exception id or an object of exceptions in the documented form',
);

const aws = z.looseObject({
  account_id: longText,
  ecs: z.looseObject({ container: longText }).optional(),
  ec2: z
    .looseObject({ instance_id: longText, availability_zone: longText })
    .optional(),
  elastic_beanstalk: z
    .looseObject({
      environment_name: longText,
      version_label: longText,
      deployment_id: amount,
    })
    .optional(),
  xray: z.looseObject({ sdk: longText, sdk_version: longText }).optional(),
  operation: longText,
  region: longText,
  request_id: longText,
  queue_url: longText,
  table_name: longText,
});

const shared = {
  id: segmentId,
  start_time: seconds,
  end_time: seconds.optional(),
  in_progress: flag,
  error: flag,
  throttle: flag,
  fault: flag,
  http: http.optional(),
  aws: aws.optional(),
  cause: cause.optional(),
  annotations: z.record(z.string(), z.unknown()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  subsegments: z.array(z.unknown()).optional(),
};

/** A segment, its subsegments not looked into. */
export const segmentSchema = z.looseObject({
  ...shared,
  name: z
    .string()
    .min(1)
    .max(MAX_NAME)
    .regex(
      /^[\p{L}\p{N}\p{Z}_.:/%&#=+\\\-@]*$/u,
      'may hold letters, digits, whitespace and _.:/%&#=+\\-@ only',
    ),
  trace_id: xrayTraceId,
  parent_id: segmentId.optional(),
  user: shortText,
  origin: longText,
  service: z.looseObject({ version: longText }).optional(),
});

const subsegmentFields = {
  ...shared,
  name: z.string().min(1).max(MAX_TEXT),
  namespace: z.enum(['aws', 'remote']).optional(),
  precursor_ids: z.array(segmentId).optional(),
  sql: z
    .looseObject({
      connection_string: longText,
      url: longText,
      sanitized_query: longText,
      database_type: longText,
      database_version: longText,
      driver_version: longText,
      user: shortText,
      preparation: z.enum(['call', 'statement']).optional(),
    })
    .optional(),
};

/** A subsegment inside another document. */
export const embeddedSubsegmentSchema = z.looseObject({
  ...subsegmentFields,
  trace_id: xrayTraceId.optional(),
  parent_id: segmentId.optional(),
});

/** A subsegment sent alone. */
export const independentSubsegmentSchema = z.looseObject({
  ...subsegmentFields,
  type: z.literal('subsegment'),
  trace_id: xrayTraceId,
  parent_id: segmentId,
});
