import {
  type Attributes,
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  trace,
  TraceFlags,
  type Tracer,
  type TraceState,
} from '@opentelemetry/api';
import {
  type InstrumentationScope,
  isTracingSuppressed,
} from '@opentelemetry/core';
import type { IdGenerator } from '@opentelemetry/sdk-trace';
import type { SamplingSubject } from '../sampling/head-sampler.js';
import type { TraceSampler } from '../sampling/trace-sampler.js';
import { rootTraceIdOf } from '../xray-propagator.js';
import { LocalTrace } from './local-trace.js';
import { RecordedSpan, type SpanTrace } from './recorded-span.js';
import type { Recording } from './recording.js';
import type { SpanDescription } from './span-description.js';

/** OpenTelemetry's options, and attributes that are made only when somebody reads them. */
export interface RecordedSpanOptions extends SpanOptions {
  readonly description?: SpanDescription;
}

type ActiveWork = (span: Span) => unknown;

export interface TracerParts {
  readonly recording: Recording;
  readonly sampler: TraceSampler;
  readonly ids: IdGenerator;
}

/** Starts spans: below a span of this process in its trace, else as the root of a trace of its own. */
export class RecordingTracer implements Tracer {
  constructor(
    private readonly scope: InstrumentationScope,
    private readonly parts: TracerParts,
  ) {}

  /** Never throws: options that can't be read count for nothing. */
  startSpan(
    name: string,
    options: RecordedSpanOptions = {},
    active: Context = context.active(),
  ): Span {
    try {
      return this.start(name, options, active);
    } catch {
      return this.start(name, {}, context.active());
    }
  }

  private start(
    name: string,
    options: RecordedSpanOptions,
    active: Context,
  ): Span {
    if (isTracingSuppressed(active)) {
      return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    }
    const parentContext =
      options.root === true ? trace.deleteSpan(active) : active;
    const parent = trace.getSpan(parentContext);
    if (parent instanceof RecordedSpan) {
      return this.startChild(parent, name, options, parentContext);
    }
    const caller = parent?.spanContext();
    return caller === undefined || !isSpanContextValid(caller)
      ? this.startRoot(undefined, name, options, parentContext)
      : isUnrecorded(caller)
        ? trace.wrapSpanContext(caller)
        : this.startRoot(caller, name, options, parentContext);
  }

  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    work: F,
  ): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: RecordedSpanOptions,
    work: F,
  ): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: RecordedSpanOptions,
    active: Context,
    work: F,
  ): ReturnType<F>;
  startActiveSpan(
    name: string,
    ...rest:
      | [ActiveWork]
      | [RecordedSpanOptions, ActiveWork]
      | [RecordedSpanOptions, Context, ActiveWork]
  ): unknown {
    const [options, active, work] =
      rest.length === 1
        ? [{}, context.active(), rest[0]]
        : rest.length === 2
          ? [rest[0], context.active(), rest[1]]
          : rest;
    const span = this.startSpan(name, options, active);
    return context.with(trace.setSpan(active, span), () => work(span));
  }

  private startChild(
    parent: RecordedSpan,
    name: string,
    options: RecordedSpanOptions,
    parentContext: Context,
  ): Span {
    const { trace: local } = parent;
    const above = parent.spanContext();
    if (!local.takesSpans()) {
      return trace.wrapSpanContext(above);
    }
    const span = this.newSpan(
      local,
      above,
      name,
      options,
      contextOf(
        above.traceId,
        this.parts.ids.generateSpanId(),
        local.sampled,
        above.traceState,
      ),
    );
    this.parts.recording.started(span, parentContext);
    return span;
  }

  private startRoot(
    caller: SpanContext | undefined,
    name: string,
    options: RecordedSpanOptions,
    parentContext: Context,
  ): Span {
    const { recording, sampler, ids } = this.parts;
    const traceId =
      caller?.traceId ?? rootTraceIdOf(parentContext) ?? ids.generateTraceId();
    const decision = sampler.decide(
      parentContext,
      caller,
      new StartingTrace(traceId, name, options),
    );
    const spanContext = contextOf(
      traceId,
      ids.generateSpanId(),
      decision.sampled,
      decision.traceState,
    );
    if (!decision.sampled && !recording.keep.keepsAny) {
      return trace.wrapSpanContext(spanContext);
    }
    const local = new LocalTrace(recording, decision);
    const root = this.newSpan(local, caller, name, options, spanContext);
    local.root = root;
    if (root.kind !== SpanKind.SERVER) {
      recording.leftOpen(local);
    }
    if (decision.attributes !== undefined) {
      root.setAttributes(decision.attributes);
    }
    recording.started(root, parentContext);
    return root;
  }

  private newSpan(
    local: SpanTrace,
    parent: SpanContext | undefined,
    name: string,
    options: RecordedSpanOptions,
    spanContext: SpanContext,
  ): RecordedSpan {
    const span = new RecordedSpan(local, {
      name,
      kind: kindOf(options),
      context: spanContext,
      parent,
      scope: this.scope,
      startTime: options.startTime,
      attributes: options.attributes,
      links: options.links,
      description: options.description,
    });
    local.began(span);
    return span;
  }
}

/** A trace that is about to begin, as samplers see it. */
class StartingTrace implements SamplingSubject {
  private known: Attributes | undefined;

  constructor(
    readonly traceId: string,
    readonly name: string,
    private readonly options: RecordedSpanOptions,
  ) {}

  get kind(): SpanKind {
    return kindOf(this.options);
  }

  get attributes(): Attributes {
    const { description, attributes } = this.options;
    this.known ??= description?.attributes() ?? attributes ?? {};
    return this.known;
  }
}

function contextOf(
  traceId: string,
  spanId: string,
  sampled: boolean,
  traceState: TraceState | undefined,
): SpanContext {
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return traceState === undefined
    ? { traceId, spanId, traceFlags }
    : { traceId, spanId, traceFlags, traceState };
}

function kindOf({ kind }: SpanOptions): SpanKind {
  return typeof kind === 'number' && kind in SpanKind
    ? kind
    : SpanKind.INTERNAL;
}

/** A trace of this process that is not recorded: a local root decided so, and what is below it follows. */
function isUnrecorded({ isRemote, traceFlags }: SpanContext): boolean {
  return isRemote !== true && (traceFlags & TraceFlags.SAMPLED) === 0;
}
