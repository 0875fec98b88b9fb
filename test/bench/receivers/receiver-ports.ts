import { z } from 'zod';

export const receiverPorts = z.object({
  otlp: z.number(),
  xray: z.number(),
  cloudwatch: z.number(),
  rollbar: z.number(),
});

/** Where the receivers listen, on 127.0.0.1. */
export type ReceiverPorts = z.output<typeof receiverPorts>;

export const received = z.object({
  spans: z.number(),
  documents: z.number(),
  lines: z.number(),
  occurrences: z.number(),
});

/** What arrived since the receivers were started, by vendor. */
export type Received = z.output<typeof received>;
