import { Logger } from '@nestjs/common';
import { SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { Logger as Winston } from 'winston';
import {
  annotate,
  annotateSpan,
  AWSXRay,
  type ErrorReporter,
  type XRayRecorder,
} from '../../../src/observability/index.js';
import type { HostileWork } from './hostile-work.js';

/** What a door leads into. */
interface Surroundings {
  readonly reporter: ErrorReporter;
  readonly recorder: XRayRecorder;
  readonly winston: Winston;
  readonly work: HostileWork;
}

/** A way of the application into its telemetry. */
export interface Door {
  readonly name: string;
  /** What the vendors have of it, besides what is there anyway. */
  readonly leaves: 'span' | 'line' | 'item' | 'nothing';
  use(value: unknown, surroundings: Surroundings): unknown;
}

const tracer: Tracer = trace.getTracer('hostile');
const logger = new Logger('Hostile');

/** Calls a function with arguments that its types would not let in. */
function call(owner: object, method: string, ...args: unknown[]): unknown {
  return Reflect.apply(Reflect.get(owner, method), owner, args);
}

/** Calls a method of a new span. */
function onSpan(method: string, ...args: unknown[]): void {
  const span = tracer.startSpan('hostile');
  call(span, method, ...args);
  span.end();
}

const TRACING: readonly Door[] = [
  oneSpan('the name of a span', (value) => {
    const started = call(tracer, 'startSpan', value);
    call(Object(started), 'updateName', 'hostile');
    call(Object(started), 'end');
  }),
  oneSpan('the options of a span', (value) => {
    call(Object(call(tracer, 'startSpan', 'hostile', value)), 'end');
  }),
  oneSpan('each option of a span', (value) => {
    const options = {
      attributes: { value, kept: true },
      links: [value, { context: value }],
      startTime: value,
      kind: value,
    };
    call(Object(call(tracer, 'startSpan', 'hostile', options)), 'end');
  }),
  oneSpan('an attribute', (value) => onSpan('setAttribute', 'value', value)),
  oneSpan('attributes', (value) => onSpan('setAttributes', value)),
  oneSpan('an event', (value) => onSpan('addEvent', value, { value }, value)),
  oneSpan('an exception', (value) => onSpan('recordException', value)),
  oneSpan('a link', (value) => onSpan('addLink', value)),
  oneSpan('a status', (value) =>
    onSpan('setStatus', { code: SpanStatusCode.ERROR, message: value }),
  ),
  oneSpan('the end of a span', (value) => onSpan('end', value)),
  oneSpan('options of @Span', (value, { work }) => {
    work.options(value);
  }),
  oneSpan('onResult of @Span', (value, { work }) => {
    work.described(value);
  }),
  oneSpan('the result of a traced method', (value, { work }) => {
    work.returned(value);
  }),
  oneSpan('the Observable of a traced method', (value, { work }) => {
    work.observed(value).subscribe();
  }),
  oneSpan('what a traced method throws', async (value, { work }) => {
    await work.rejected(value).catch(() => undefined);
  }),
  nothing('annotate', (value) => {
    call({ annotate }, 'annotate', { kept: 'kept', value });
    call({ annotate }, 'annotate', value);
  }),
  nothing('annotateSpan', (value) => {
    call({ annotateSpan }, 'annotateSpan', value);
  }),
];

const XRAY: readonly Door[] = [
  oneSpan('XRayRecorder', (value, { recorder }) => {
    recorder.capture('hostile', (subsegment) => {
      call(subsegment, 'annotate', 'value', value);
      call(subsegment, 'addMetadata', 'value', value);
      call(subsegment, 'addError', value);
      call(recorder, 'annotate', 'kept', 'kept');
      call(recorder, 'addMetadata', value, value, value);
      call(recorder, 'setUser', value);
    });
  }),
  oneSpan('what a capture returns', (value, { recorder }) => {
    recorder.capture('hostile', () => value);
  }),
  oneSpan('what a capture throws', async (value, { recorder }) => {
    await recorder
      .captureAsync('hostile', () => Promise.reject(thrown(value)))
      .catch(() => undefined);
  }),
  oneSpan('the SDK’s subsegment', (value) => {
    AWSXRay.captureFunc('hostile', (given) => {
      const subsegment = Object(given);
      for (const method of ['addAnnotation', 'addMetadata', 'addAttribute']) {
        call(subsegment, method, 'value', value);
        call(subsegment, method, value, 'value');
      }
      for (const method of ['addError', 'addSqlData', 'addPrecursorId']) {
        call(subsegment, method, value);
      }
      call(subsegment, 'addAttribute', 'aws', value);
      call(subsegment, 'addAttribute', 'http', { request: value });
      call(subsegment, 'close', value);
    });
  }),
  oneSpan('the SDK’s segment', (value) => {
    const segment = Object(AWSXRay.getSegment());
    call(segment, 'setUser', value);
    call(segment, 'addPluginData', value);
    call(Object(call(segment, 'addNewSubsegment', value)), 'close');
  }),
  oneSpan('captureAsyncFunc', async (value) => {
    await AWSXRay.captureAsyncFunc('hostile', () =>
      Promise.reject(thrown(value)),
    ).catch(() => undefined);
  }),
];

const LOGGING: readonly Door[] = [
  line('a message', (value) => call(logger, 'log', value)),
  line('arguments of a message', (value) =>
    call(logger, 'warn', 'hostile', value, { value }, [value], 'Hostile'),
  ),
  line('an error’s message', (value) => call(logger, 'error', value, value)),
  line('winston’s message', (value, { winston }) =>
    call(winston, 'info', value),
  ),
  line('winston’s meta', (value, { winston }) =>
    call(winston, 'warn', 'hostile', value),
  ),
  line('winston’s log', (value, { winston }) =>
    call(winston, 'log', 'info', value),
  ),
  line('winston’s info', (value, { winston }) => {
    call(winston, 'log', { level: 'info', message: value, value });
    call(winston, 'log', value);
  }),
];

const REPORTING: readonly Door[] = [
  item('error', (value, { reporter }) => reporter.error(value)),
  item('warning', (value, { reporter }) => reporter.warning(value, value)),
  item('extra', (value, { reporter }) =>
    reporter.error(new Error('hostile'), { kept: 'kept', value }),
  ),
  item('message', (value, { reporter }) =>
    call(reporter, 'message', value, value, value),
  ),
];

export const DOORS = [...TRACING, ...XRAY, ...LOGGING, ...REPORTING];

function oneSpan(name: string, use: Door['use']): Door {
  return { name, leaves: 'span', use };
}

function line(name: string, use: Door['use']): Door {
  return { name, leaves: 'line', use };
}

function item(name: string, use: Door['use']): Door {
  return { name, leaves: 'item', use };
}

function nothing(name: string, use: Door['use']): Door {
  return { name, leaves: 'nothing', use };
}

/** Anything can be thrown; only the types of a rejection say otherwise. */
function thrown(value: unknown): Error {
  return Reflect.apply(Object, undefined, [value]);
}
