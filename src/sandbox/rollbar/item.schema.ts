import { z } from 'zod';

/** Lengths are those of Rollbar's API reference, "Create item". */
const text = (max: number) => z.string().max(max).optional();
const LONG = 255;

const level = z.enum(['critical', 'error', 'warning', 'info', 'debug']);
const object = z.record(z.string(), z.unknown());

const frame = z.looseObject({
  filename: z.string(),
  lineno: z.number().int().nullish(),
  colno: z.number().int().nullish(),
  method: z.string().nullish(),
  code: z.string().nullish(),
  class_name: z.string().nullish(),
  context: z
    .looseObject({
      pre: z.array(z.string()).nullish(),
      post: z.array(z.string()).nullish(),
    })
    .nullish(),
  args: z.array(z.unknown()).nullish(),
  kwargs: object.nullish(),
  argspec: z.array(z.string()).nullish(),
  locals: object.nullish(),
});

const trace = z.looseObject({
  frames: z.array(frame),
  exception: z.looseObject({
    class: z.string(),
    message: z.string().nullish(),
    description: z.string().nullish(),
  }),
});

const telemetryEvent = z.looseObject({
  level,
  type: z.enum(['log', 'network', 'dom', 'navigation', 'error', 'manual']),
  source: z.string(),
  timestamp_ms: z.number(),
  body: object,
});

const BODIES = ['trace', 'trace_chain', 'message', 'crash_report'] as const;

const body = z
  .looseObject({
    trace: trace.optional(),
    trace_chain: z.array(trace).min(1).optional(),
    message: z.looseObject({ body: z.string() }).optional(),
    crash_report: z.looseObject({ raw: z.string() }).optional(),
    telemetry: z.array(telemetryEvent).nullish(),
  })
  .refine(
    (given) => BODIES.filter((name) => given[name] !== undefined).length === 1,
    `must hold exactly one of ${BODIES.join(', ')}`,
  );

/** The `data` of an item. */
export const itemDataSchema = z.looseObject({
  environment: z.string().min(1).max(LONG),
  body,
  level: level.optional(),
  timestamp: z
    .number()
    .positive()
    .max(1e11, 'must be seconds, not milliseconds')
    .optional(),
  code_version: text(40),
  platform: text(LONG),
  language: text(LONG),
  framework: text(LONG),
  context: text(LONG),
  request: z
    .looseObject({
      url: z.string().nullish(),
      method: z.string().nullish(),
      headers: object.nullish(),
      params: object.nullish(),
      GET: object.nullish(),
      query_string: z.string().nullish(),
      POST: object.nullish(),
      body: z.string().nullish(),
      user_ip: z.string().nullish(),
    })
    .optional(),
  person: z
    .looseObject({
      id: z.string().min(1).max(40),
      username: z.string().max(LONG).nullish(),
      email: z.string().max(LONG).nullish(),
    })
    .optional(),
  server: z
    .looseObject({
      cpu: text(LONG),
      host: z.string().nullish(),
      root: z.string().nullish(),
      branch: z.string().nullish(),
      code_version: z.string().nullish(),
    })
    .optional(),
  client: object.optional(),
  custom: object.optional(),
  fingerprint: z.string().optional(),
  title: text(LONG),
  uuid: z
    .string()
    .regex(
      /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
      'must be a UUID, with or without dashes',
    )
    .optional(),
  notifier: z
    .looseObject({ name: z.string().nullish(), version: z.string().nullish() })
    .optional(),
});

/** A deploy (Rollbar API reference, "Report a deploy"). */
export const deploySchema = z.looseObject({
  environment: z.string().min(1).max(LONG),
  revision: z.string().min(1).max(LONG),
  rollbar_username: z.string().nullish(),
  local_username: z.string().nullish(),
  comment: z.string().nullish(),
  status: z.enum(['started', 'succeeded', 'failed', 'timed_out']).nullish(),
});

/** Platforms whose items need a client token (Rollbar API reference, "Create item"). */
export const CLIENT_PLATFORMS: ReadonlySet<string> = new Set([
  'browser',
  'android',
  'ios',
  'flash',
  'client',
]);
