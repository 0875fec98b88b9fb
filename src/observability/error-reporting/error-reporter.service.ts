import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { DeliveryRegistry } from '../delivery/index.js';
import { redactText, redactValue } from '../redaction/index.js';
import {
  currentIdentity,
  currentRequestRecord,
  isExpectedError,
  keepTrace,
  NoTrace,
} from '../request/index.js';
import { ERROR_REPORTING_OPTIONS } from './error-reporting.module-definition.js';
import type { ErrorReportingModuleOptions } from './error-reporting.options.js';
import {
  exceptionChain,
  MAX_MESSAGE_LENGTH,
} from './occurrence/exception-chain.js';
import { fingerprintOf } from './occurrence/fingerprint.js';
import {
  LEVELS,
  type Occurrence,
  type OccurrenceLevel,
} from './occurrence/occurrence.js';
import { type RequestFacts, requestFacts } from './occurrence/request-facts.js';
import { ReportedErrors } from './reported-errors.js';
import { bodyOf } from './request-bodies.js';
import { RollbarSink } from './rollbar/rollbar-sink.js';

/**
 * Reports to Rollbar, from anywhere. Inside a request the occurrence carries the request, its route and trace ids; the
 * active span gets the occurrence's uuid as `rollbar.uuid`, and the trace is kept, whatever the sampler says. Of a burst of
 * one error, the first is an occurrence of its own; those that follow within seconds are told as one, with their number, the
 * request and `extra` of the first of them, and one uuid. Nothing here ever throws, and nothing given is changed.
 */
@NoTrace()
@Injectable()
export class ErrorReporter {
  private readonly sink: RollbarSink | undefined;
  private readonly reported = new ReportedErrors();
  private readonly root: string;
  private readonly sendsBodies: boolean;

  constructor(
    @Inject(ERROR_REPORTING_OPTIONS) options: ErrorReportingModuleOptions,
    @Inject(DeliveryRegistry) deliveries: DeliveryRegistry,
  ) {
    const { rollbar, root = process.cwd() } = options;
    this.root = root;
    this.sendsBodies = rollbar?.requestBody === true;
    if (rollbar !== undefined) {
      this.sink = new RollbarSink({ ...rollbar, root }, deliveries);
    }
  }

  /**
   * Reports an error of any kind, with its causes; the same object is reported once in a request or trace (outside of both,
   * once a second), and one that `@ExpectedErrors()` names is not. A cause that was reported with an error counts as reported.
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
    try {
      const before = this.reported.find(error);
      // Nobody expects the end of the process.
      const isExpected = level !== 'critical' && isExpectedError(error);
      if (before !== undefined || isExpected) {
        return before;
      }
      const uuid = this.report(() => exceptionChain(error), level, extra);
      if (uuid !== undefined) {
        this.reported.note(error, uuid);
      }
      return uuid;
    } catch {
      return undefined;
    }
  }

  private report(
    describe: () => Occurrence['what'],
    level: OccurrenceLevel,
    extra: unknown,
  ): string | undefined {
    if (this.sink === undefined) {
      return undefined;
    }
    try {
      const identity = currentIdentity();
      const what = describe();
      const kind = { level, fingerprint: fingerprintOf(what, this.root) };
      const uuid = this.sink.accept(
        kind,
        () => ({
          ...kind,
          uuid: randomUUID(),
          at: Date.now(),
          what,
          extra: toFields(extra),
          identity,
          request: this.requestFacts(),
        }),
        identity?.trace_id,
      );
      if (uuid !== undefined) {
        trace.getActiveSpan()?.setAttribute('rollbar.uuid', uuid);
        keepTrace();
      }
      return uuid;
    } catch {
      return undefined;
    }
  }

  private requestFacts(): RequestFacts | undefined {
    const record = currentRequestRecord();
    return record === undefined
      ? undefined
      : requestFacts(record, this.sendsBodies ? bodyOf(record.raw) : undefined);
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
