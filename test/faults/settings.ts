import { z } from 'zod';

const settings = z
  .object({
    FAULTS_SECONDS: z.coerce.number().positive().default(20),
    FAULTS_RATE: z.coerce.number().int().positive().default(200),
  })
  .parse(process.env);

/** How long each fault lasts, in milliseconds: 20 s, fewer where FAULTS_SECONDS says so. */
export const FAULT_MS = settings.FAULTS_SECONDS * 1000;

/** Requests a second, at a constant rate. */
export const RATE = settings.FAULTS_RATE;

/** Whether phases are long enough for percentiles that a bar can be set by. */
export const LONG = FAULT_MS >= 10_000;

/** How often the process is stopped under full load. */
export const STOPS = LONG ? 20 : 3;

/** How long the soak goes on, in milliseconds. */
export const SOAK_MS = LONG ? 600_000 : FAULT_MS * 10;

/** Longest wait for everything held to arrive after a fault, in milliseconds: a circuit's longest pause and an attempt's limit, with room. */
export const RECOVERY_LIMIT_MS = 120_000;
