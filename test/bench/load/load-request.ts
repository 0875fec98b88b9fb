import { z } from 'zod';

/** A load that a load process is asked for. */
export const loadRequest = z.discriminatedUnion('kind', [
  z.object({
    /** As many requests as the connections carry. */
    kind: z.literal('saturate'),
    port: z.number(),
    path: z.string(),
    varied: z.boolean(),
    connections: z.number(),
    seconds: z.number(),
  }),
  z.object({
    /** Requests at a constant rate, whether answers come or not. */
    kind: z.literal('rate'),
    port: z.number(),
    path: z.string(),
    varied: z.boolean(),
    connections: z.number(),
    seconds: z.number(),
    /** Requests a second. */
    rate: z.number(),
  }),
]);

export type LoadRequest = z.output<typeof loadRequest>;

export const loadResult = z.object({
  /** Answers that came. */
  answered: z.number(),
  /** Requests that came to nothing. */
  failed: z.number(),
  perSecond: z.number(),
  /** Milliseconds from when a request was due to its answer. */
  p50: z.number(),
  p99: z.number(),
});

export type LoadResult = z.output<typeof loadResult>;

/** Paths of one scenario that differ in their query, where that is wanted. */
export function pathOf(
  { path, varied }: Pick<LoadRequest, 'path' | 'varied'>,
  count: number,
): string {
  return varied ? `${path}?cursor=${String(count % 5000)}` : path;
}
