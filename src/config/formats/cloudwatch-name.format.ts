import { z } from 'zod';

/** Limits of both names. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
const MAX_NAME_CHARACTERS = 512;

/** A log group's name. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupName = z
  .string()
  .regex(/^[.\-_/#A-Za-z0-9]+$/, { error: 'has an illegal character' })
  .max(MAX_NAME_CHARACTERS, {
    error: `is longer than ${MAX_NAME_CHARACTERS} characters`,
  });

/** A log stream's name. */
export const logStreamName = z
  .string()
  .regex(/^[^:*]+$/, { error: 'has a : or a *' })
  .max(MAX_NAME_CHARACTERS, {
    error: `is longer than ${MAX_NAME_CHARACTERS} characters`,
  });

/** The log stream of a process: host and process id, made legal. The process id is kept whole. */
export function processLogStream(hostname: string, pid: number): string {
  const suffix = `-${pid}`;
  const legal = hostname.replaceAll(/[:*]/g, '_');
  return legal.slice(0, MAX_NAME_CHARACTERS - suffix.length) + suffix;
}
