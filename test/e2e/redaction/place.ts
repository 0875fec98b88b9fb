import type { Logger as Winston } from 'winston';
import type { Database } from '../../../src/database/index.js';
import type {
  AppLogger,
  ErrorReporter,
  XRayRecorder,
} from '../../../src/observability/index.js';
import { namedSecret, type Secret, secretsByForm } from './secrets.js';

/** What a place leads into. */
interface Surroundings {
  readonly reporter: ErrorReporter;
  readonly recorder: XRayRecorder;
  readonly winston: Winston;
  readonly appLogger: AppLogger;
  readonly database: Database;
}

/** What a client sends besides a plain GET. */
export interface Sent {
  readonly method?: string;
  /** Added to the path. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Somewhere a request, an error or code of the application can carry a secret. */
export interface Place {
  readonly name: string;
  readonly secrets: readonly Secret[];
  /** What the client sends of it. */
  send?(secret: string): Sent;
  /** What the application does with it; what it throws is answered with 500. */
  work?(secret: string, surroundings: Surroundings): unknown;
}

/** Secrets of a few kinds in a request; its handler fails, so that the request is reported too. */
export function sent(name: string, send: (secret: string) => Sent): Place {
  return { name, secrets: secretsByForm(2), send };
}

/** The same for a secret that only its name tells. */
export function sentByName(
  name: string,
  send: (secret: string) => Sent,
): Place {
  return { name, secrets: [namedSecret()], send };
}

/** Secrets of a few kinds in what the application does. */
export function worked(name: string, work: NonNullable<Place['work']>): Place {
  return { name, secrets: secretsByForm(3, true), work };
}

/** The same for a secret that only its name tells. */
export function workedByName(
  name: string,
  work: NonNullable<Place['work']>,
): Place {
  return { name, secrets: [namedSecret()], work };
}

/** The same in an error that ends the request. */
export function thrown(
  name: string,
  error: (secret: string) => unknown,
): Place {
  return worked(name, (secret) => {
    throw error(secret);
  });
}
