import { z } from 'zod';
import { METRICS_REQUEST } from '../otlp/json/metric-messages.js';
import { toJson } from '../otlp/json/to-json.js';
import type { ReceivedRequest } from '../otlp/testing/otlp-receiver.js';

const data = z.object({ dataPoints: z.array(z.looseObject({})).default([]) });
const request = z.object({
  resourceMetrics: z
    .array(
      z.object({
        scopeMetrics: z.array(
          z.object({
            metrics: z.array(
              z.object({
                name: z.string(),
                sum: data.optional(),
                gauge: data.optional(),
              }),
            ),
          }),
        ),
      }),
    )
    .default([]),
});

/** Gives the points of a metric, by its name, in a request of either encoding. */
export function receivedPoints(
  received: ReceivedRequest | undefined,
): (name: string) => readonly Record<string, unknown>[] {
  const { headers, body } = received ?? { headers: {}, body: Buffer.alloc(0) };
  const parsed: unknown =
    headers['content-type'] === 'application/json'
      ? JSON.parse(body.toString())
      : toJson(body, METRICS_REQUEST);
  const metrics = request
    .parse(parsed)
    .resourceMetrics.flatMap(({ scopeMetrics }) =>
      scopeMetrics.flatMap((scope) => scope.metrics),
    );
  return (name) =>
    metrics
      .filter((metric) => metric.name === name)
      .flatMap(({ sum, gauge }) => (sum ?? gauge)?.dataPoints ?? []);
}
