import { EventEmitter } from 'node:events';
import {
  type Context,
  context,
  type Span,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Segment, Subsegment } from 'aws-xray-sdk-core';
import { toXRayTraceId } from '../../request/index.js';
import { addError } from '../recording/record-on-span.js';
import { openExtras } from '../recording/span-extras.js';
import {
  type AwsCall,
  callAttributes,
  noteOutcome,
} from './aws-call-attributes.js';
import { spanContextFunctions } from './context-functions.js';
import { spanOf } from './span-links.js';

/** What is used of a client of the AWS SDK for JavaScript v3. */
export interface AwsV3Client {
  readonly config: { region(): Promise<string> };
  readonly middlewareStack: {
    remove(name: string): boolean;
    // Each client's own type of middleware is narrower than what is common to all.
    add: (middleware: Middleware, options: object) => void;
  };
}

/** A middleware's way on, and what it is handed. */
type Next = (
  args: MiddlewareArguments,
) => Promise<{ readonly output?: unknown }>;

interface MiddlewareArguments {
  readonly input?: unknown;
  readonly request?: unknown;
}

type Middleware = (
  next: Next,
  context: CommandContext,
) => (args: MiddlewareArguments) => ReturnType<Next>;

interface CommandContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

/** The SDK's own name, so that capturing a client twice, here or there, records it once. */
const NAME = 'XRaySDKInstrumentation';

const tracer = trace.getTracer('aws-xray-sdk-core');

/**
 * Makes each command of a client a subsegment with the namespace `aws`, and a client span for every vendor. The HTTP call
 * that it makes is part of it and has no span of its own. Outside a request the client works unrecorded.
 *
 * @param given the segment, in manual mode
 * @returns the same client, untouched where it is none
 */
export function captureAWSv3Client<T extends AwsV3Client>(
  client: T,
  given?: Segment | Subsegment,
): T {
  const middleware =
    (next: Next, { clientName = '', commandName = '' }: CommandContext) =>
    async (args: MiddlewareArguments) => {
      const parent = parentSpan(given);
      if (parent === undefined) {
        return next(args);
      }
      const call: AwsCall = {
        service: clientName.replace(/Client$/, ''),
        command: commandName.replace(/Command$/, ''),
        region: await regionOf(client),
        input: args.input,
      };
      return record(parent, call, args, next);
    };
  attempt(() => {
    client.middlewareStack.remove(NAME);
    client.middlewareStack.add(middleware, { name: NAME, step: 'build' });
  });
  return client;
}

async function record(
  parent: Span,
  call: AwsCall,
  args: MiddlewareArguments,
  next: Next,
): ReturnType<Next> {
  const calling = context.active();
  const active = trace.setSpan(calling, parent);
  const span = tracer.startSpan(
    `${call.service}.${call.command}`,
    { kind: SpanKind.CLIENT, attributes: callAttributes(call) },
    active,
  );
  if (span.isRecording()) {
    openExtras(span).namespace = 'aws';
  }
  addHeader(args.request, span);
  try {
    const result = await context.with(
      suppressTracing(trace.setSpan(active, span)),
      () => next(args),
    );
    attempt(() => {
      noteOutcome(span, call, { output: result.output });
      bindStreams(result.output, calling);
    });
    return result;
  } catch (error) {
    attempt(() => {
      noteOutcome(span, call, { error });
      addError(span, error);
    });
    throw error;
  } finally {
    span.end();
  }
}

function parentSpan(given: Segment | Subsegment | undefined): Span | undefined {
  const segment = spanContextFunctions.isAutomaticMode() ? undefined : given;
  return segment === undefined ? activeSpan() : spanOf(segment);
}

function activeSpan(): Span | undefined {
  return spanContextFunctions.isAutomaticMode()
    ? trace.getActiveSpan()
    : undefined;
}

/** The trace, on the headers of this one request, which the client made anew for it. */
function addHeader(request: unknown, span: Span): void {
  if (typeof request !== 'object' || request === null) {
    return;
  }
  const headers: unknown = Reflect.get(request, 'headers');
  if (typeof headers === 'object' && headers !== null) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    Reflect.set(
      headers,
      'X-Amzn-Trace-Id',
      `Root=${toXRayTraceId(traceId)};Parent=${spanId};Sampled=${String(traceFlags & 1)}`,
    );
  }
}

/** A body that is still coming speaks to the caller, not to the call: what its listeners do is recorded. */
function bindStreams(output: unknown, calling: Context): void {
  if (typeof output === 'object' && output !== null) {
    for (const value of Object.values(output)) {
      if (value instanceof EventEmitter) {
        context.bind(calling, value);
      }
    }
  }
}

async function regionOf(client: AwsV3Client): Promise<string> {
  try {
    return await client.config.region();
  } catch {
    return '';
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // What can't be recorded may not fail the call.
  }
}
