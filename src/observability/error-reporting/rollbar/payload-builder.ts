import Rollbar from 'rollbar';
import type { ExceptionFacts } from '../occurrence/exception-chain.js';
import type { Occurrence } from '../occurrence/occurrence.js';
import { stackText } from './stack-text.js';

/** Payload data as rollbar.js leaves it; undefined where it failed to build any. */
type Payload = Readonly<Record<string, unknown>> | undefined;

/**
 * rollbar.js as a builder of payloads: it parses stacks, reads the source lines around each frame and describes itself.
 * It neither listens to the process nor patches, queues, counts nor sends anything here.
 *
 * It is shown only names of ours and stacks that `stackText` made safe, never a live object: it follows causes for ever,
 * lets `custom` override the item, scrubs in place, and searches messages with an expression of quadratic time.
 */
export class PayloadBuilder {
  private readonly rollbar: Rollbar;
  private readonly open = new Map<string, (payload: Payload) => void>();

  constructor(private readonly root: string) {
    this.rollbar = new Rollbar({
      accessToken: 'unused',
      transmit: false,
      captureUncaught: false,
      captureUnhandledRejections: false,
      captureLambdaTimeouts: false,
      autoInstrument: false,
      includeItemsInTelemetry: false,
      ignoreDuplicateErrors: false,
      overwriteScrubFields: true,
      scrubFields: [],
      scrubHeaders: [],
      onSendCallback: (_isUncaught, _arguments, payload) => {
        this.finish(keyOf(payload), payload);
      },
    });
  }

  /** Payloads still being built. */
  get size(): number {
    return this.open.size;
  }

  /** Resolves with what rollbar.js made of an occurrence. Never rejects. */
  build({
    uuid,
    level,
    what,
  }: Pick<Occurrence, 'uuid' | 'level' | 'what'>): Promise<Payload> {
    return new Promise((resolve) => {
      this.open.set(uuid, resolve);
      try {
        this.rollbar[level](
          typeof what === 'string' ? 'message' : toError(what, this.root),
          { occurrence: uuid },
          () => {
            this.finish(uuid, undefined);
          },
        );
      } catch {
        this.finish(uuid, undefined);
      }
    });
  }

  private finish(uuid: string, payload: Payload): void {
    const resolve = this.open.get(uuid);
    this.open.delete(uuid);
    resolve?.(payload);
  }
}

/** Errors made of nothing but frames, one the cause of the other, as many as the chain has. */
function toError(chain: readonly ExceptionFacts[], root: string): Error {
  let error = new Error('end');
  for (const [index, { stack }] of [...chain.entries()].toReversed()) {
    error =
      index === chain.length - 1
        ? new Error('exception')
        : new Error('exception', { cause: error });
    error.stack = stackText(stack, root);
  }
  return error;
}

function keyOf(payload: Readonly<Record<string, unknown>>): string {
  const { custom } = payload;
  const key: unknown =
    typeof custom === 'object' && custom !== null
      ? Reflect.get(custom, 'occurrence')
      : undefined;
  return typeof key === 'string' ? key : '';
}
