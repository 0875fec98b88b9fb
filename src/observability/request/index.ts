export { keepTrace } from './keep-trace.js';
export { annotate, annotationsOf, type AnnotationValue } from './annotate.js';
export {
  CLIENT_CLOSED_REQUEST,
  CLIENT_DISCONNECTED,
  RESPONSE_BROKEN_OFF,
} from './client-disconnected.js';
export { spanTimeMs } from './clock.js';
export { currentScope } from './current-scope.js';
export {
  type ErrorClass,
  expectError,
  expectFailure,
  expecting,
  isExpectedError,
} from './expected-errors.js';
export { identifyUser } from './identify-user.js';
export type { RequestUser } from './request-user.js';
export { isUntraced, NoTrace } from './no-trace.decorator.js';
export { knownMethod, methodAttributes } from './known-method.js';
export { announcedTrace } from './announced-trace.js';
export { refusalOn } from './refusals.js';
export { statusOfClientError } from './refused-request.js';
export { readableSpan } from './readable-span.js';
export { processResource, setProcessResource } from './process-resource.js';
export { recordException } from './record-exception.js';
export {
  currentRequestRecord,
  type FinishedRequest,
  type RequestRecord,
  requestRecordOf,
} from './request-record.js';
export { keepTickObject } from './keep-tick-object.js';
export { startContexts } from './start-contexts.js';
export { RequestModule } from './request.module.js';
export { RequestObserver } from './request-observer.js';
export {
  currentIdentity,
  identityOf,
  toXRayTraceId,
  type TraceIdentity,
} from './trace-identity.js';
export type { TraceRecord, TraceSink } from './trace-record.js';
export { traceRecorder, TraceRecorder } from './trace-recorder.js';
export { wildcardMatch } from './wildcard-match.js';
export { userIdOf } from './user-id-of.js';
export { XRayPropagator } from './xray-propagator.js';
export { thrownText } from './thrown-text.js';
export { startSpan } from './work-span.js';
export type {
  HeadDecision,
  HeadSampler,
  SamplingSubject,
} from './sampling/head-sampler.js';
export { type KeepOptions, KeepPolicy } from './sampling/keep-policy.js';
export { RatioSampler } from './sampling/ratio-sampler.js';
export { TrustedPeers } from './sampling/trusted-peers.js';
export { isAmong } from './sampling/trace-randomness.js';
export { RecordedSpan } from './span/recorded-span.js';
export { MadeDescription } from './span/span-description.js';
export { createTracerProvider } from './span/create-tracer-provider.js';

export { holds, isFixedProperty } from './fixed-property.js';
