import { createRequire } from 'node:module';

/** The SDK's functions that find the current segment; everything in it calls them through this object. */
export interface SdkContextFunctions {
  readonly contextMissingStrategy: { contextMissing(message: string): void };
  isAutomaticMode(): boolean;
  enableManualMode(): void;
  setContextMissingStrategy(strategy: string): void;
}

interface LoadedSdk {
  readonly sdk: typeof import('aws-xray-sdk-core');
  readonly contextFunctions: SdkContextFunctions;
  readonly emitter: { send(segment: object): void };
}

const STRATEGIES = ['RUNTIME_ERROR', 'LOG_ERROR', 'IGNORE_ERROR'];

/**
 * Loads aws-xray-sdk-core so that nothing of it runs by itself: in manual mode, or it would create its cls-hooked
 * namespace; without the daemon's address, which it need not know and whose IPv6 form it refuses; outside Lambda's mode.
 * The environment is as before afterwards. Where AWS_XRAY_CONTEXT_MISSING says nothing, a missing context is ignored.
 */
export function loadSdk(): LoadedSdk {
  const require = createRequire(import.meta.url);
  const strategy = process.env['AWS_XRAY_CONTEXT_MISSING']?.toUpperCase();
  const isChosen = strategy !== undefined && STRATEGIES.includes(strategy);
  return withEnvironment(
    {
      AWS_XRAY_MANUAL_MODE: 'true',
      AWS_XRAY_DAEMON_ADDRESS: undefined,
      LAMBDA_TASK_ROOT: undefined,
      ...(isChosen ? {} : { AWS_XRAY_CONTEXT_MISSING: undefined }),
    },
    () => {
      const loaded: LoadedSdk = {
        sdk: require('aws-xray-sdk-core'),
        contextFunctions: require('aws-xray-sdk-core/dist/lib/context_utils'),
        emitter: require('aws-xray-sdk-core/dist/lib/segment_emitter'),
      };
      if (!isChosen) {
        loaded.contextFunctions.setContextMissingStrategy('IGNORE_ERROR');
      }
      return loaded;
    },
  );
}

function withEnvironment<T>(
  changes: Readonly<Record<string, string | undefined>>,
  run: () => T,
): T {
  const before = Object.keys(changes).map(
    (name) => [name, process.env[name]] as const,
  );
  setEnvironment(Object.entries(changes));
  try {
    return run();
  } finally {
    setEnvironment(before);
  }
}

function setEnvironment(
  entries: readonly (readonly [string, string | undefined])[],
): void {
  for (const [name, value] of entries) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
}
