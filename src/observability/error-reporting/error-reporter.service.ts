import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { DeliveryRegistry } from '../delivery/index.js';
import { redactText, redactValue } from '../redaction/index.js';
import {
  currentIdentity,
  currentRequestRecord,
  keepTrace,
  NoTrace,
} from '../request/index.js';
import { ERROR_REPORTING_OPTIONS } from './error-reporting.module-definition.js';
import type { ErrorReportingModuleOptions } from './error-reporting.options.js';
import {
  exceptionChain,
  MAX_MESSAGE_LENGTH,
} from './occurrence/exception-chain.js';
import {
  LEVELS,
  type Occurrence,
  type OccurrenceLevel,
} from './occurrence/occurrence.js';
import { requestFacts } from './occurrence/request-facts.js';
import { RollbarSink } from './rollbar/rollbar-sink.js';

/**
 * Reports to Rollbar, from anywhere. Inside a request the occurrence carries the request, its route and trace ids, and
 * the active span gets the occurrence's uuid as `rollbar.uuid`, and the trace is kept, whatever the sampler says. Nothing here ever throws, and nothing given is changed.
 */
@NoTrace()
@Injectable()
export class ErrorReporter {
  private readonly sink: RollbarSink | undefined;
  private readonly reported = new WeakMap<object, string>();

  constructor(
    @Inject(ERROR_REPORTING_OPTIONS) options: ErrorReportingModuleOptions,
    @Inject(DeliveryRegistry) deliveries: DeliveryRegistry,
  ) {
    const { rollbar, root = process.cwd() } = options;
    if (rollbar !== undefined) {
      this.sink = new RollbarSink({ ...rollbar, root }, deliveries);
    }
  }

  /**
   * Reports an error of any kind, with its causes; the same object is reported once only.
   *
   * @param extra put under `custom`, redacted; it can't override anything else of the occurrence
   * @returns the occurrence's uuid, that of the first report for an error reported before; undefined when nothing was reported
   */
  error(error: unknown, extra?: unknown): string | undefined {
    return this.exception(error, 'error', extra);
  }

  /** As `error`, at level warning. */
  warning(error: unknown, extra?: unknown): string | undefined {
    return this.exception(error, 'warning', extra);
  }

  /** As `error`, at level critical: the process does not survive it. */
  critical(error: unknown, extra?: unknown): string | undefined {
    return this.exception(error, 'critical', extra);
  }

  /** Reports a text that is no error. */
  message(
    text: string,
    level: OccurrenceLevel,
    extra?: unknown,
  ): string | undefined {
    return this.report(
      () => redactText(text, MAX_MESSAGE_LENGTH),
      LEVELS.includes(level) ? level : 'error',
      extra,
    );
  }

  private exception(
    error: unknown,
    level: OccurrenceLevel,
    extra: unknown,
  ): string | undefined {
    const isObject =
      (typeof error === 'object' && error !== null) ||
      typeof error === 'function';
    const before = isObject ? this.reported.get(error) : undefined;
    if (before !== undefined) {
      return before;
    }
    const uuid = this.report(() => exceptionChain(error), level, extra);
    if (isObject && uuid !== undefined) {
      this.reported.set(error, uuid);
    }
    return uuid;
  }

  private report(
    what: () => Occurrence['what'],
    level: OccurrenceLevel,
    extra: unknown,
  ): string | undefined {
    if (this.sink === undefined) {
      return undefined;
    }
    try {
      const record = currentRequestRecord();
      const uuid = randomUUID();
      const accepted = this.sink.accept({
        uuid,
        level,
        at: Date.now(),
        what: what(),
        extra: toFields(extra),
        identity: currentIdentity(),
        request: record === undefined ? undefined : requestFacts(record),
      });
      if (!accepted) {
        return undefined;
      }
      trace.getActiveSpan()?.setAttribute('rollbar.uuid', uuid);
      keepTrace();
      return uuid;
    } catch {
      return undefined;
    }
  }
}

/** Extra as fields of `custom`: an object's own, anything else under `extra`. */
function toFields(extra: unknown): Readonly<Record<string, unknown>> {
  const copy = redactValue(extra);
  if (copy === undefined) {
    return {};
  }
  return typeof copy === 'object' && copy !== null && !Array.isArray(copy)
    ? Object.fromEntries(Object.entries(copy))
    : { extra: copy };
}
