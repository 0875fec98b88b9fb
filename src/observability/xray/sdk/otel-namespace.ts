import type { EventEmitter } from 'node:events';
import {
  type Context,
  type ContextManagementToken,
  context,
  createContextKey,
} from '@opentelemetry/api';

/**
 * A context of its own with the same content. Without it AsyncLocalStorage, running in the context that is active already,
 * would not restore it after the work, and a segment set inside would stay.
 */
function ownContext(): Context {
  return context.active().deleteValue(SCOPE);
}

const SCOPE = createContextKey('AWSXRay scope');

/** One stay in a context entered by hand. */
export interface EnteredContext {
  readonly context: Context;
  token?: ContextManagementToken;
}

const keys = new Map<string, symbol>();

/** Keeps what an application stores in the namespace under keys of its own. */
export function keyOf(name: string): symbol {
  const key = keys.get(name) ?? createContextKey(`AWSXRay ${name}`);
  keys.set(name, key);
  return key;
}

/** The methods of a cls-hooked namespace that need no segment, on the OpenTelemetry context. What is set inside `run` ends with it. */
export const otelNamespace = {
  name: 'AWSXRay',

  run(work: (active: Context) => void): Context {
    const scope = ownContext();
    context.with(scope, () => {
      work(scope);
    });
    return scope;
  },

  runAndReturn<T>(work: (active: Context) => T): T {
    const scope = ownContext();
    return context.with(scope, () => work(scope));
  },

  runPromise<T>(work: (active: Context) => Promise<T>): Promise<T> {
    return otelNamespace.runAndReturn(work);
  },

  bind<F>(callback: F, entered?: EnteredContext): F {
    return context.bind(entered?.context ?? ownContext(), callback);
  },

  bindEmitter(emitter: EventEmitter): void {
    context.bind(ownContext(), emitter);
  },

  createContext(): EnteredContext {
    return { context: ownContext() };
  },

  enter(entered: EnteredContext): void {
    entered.token = context.attach(entered.context);
  },

  exit(entered: EnteredContext): void {
    entered.token?.dispose();
  },
};
