import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestObserver } from '../request/index.js';
import type { ErrorReportingFilter } from './error-reporting.filter.js';
import { failureOf } from './problem/failure-of.js';
import { problemAnswer } from './problem/problem-answer.js';
import { sendAnswer } from './problem/answer.js';
import { ofInstance } from './of-instance.js';

interface Binding {
  readonly observer: RequestObserver;
  readonly filter: ErrorReportingFilter;
}

const bindings = new WeakMap<object, Binding>();

/** Lets `answerFrameworkError` find the application that a Fastify instance belongs to. */
export function bindFrameworkErrors(fastify: object, binding: Binding): void {
  bindings.set(fastify, binding);
}

/**
 * Answers what Fastify's router refuses before any hook runs (a path that can't be decoded, an over-long parameter) as every
 * other failure is answered, with a span and an access line. For Fastify's option:
 * `new FastifyAdapter({ frameworkErrors: answerFrameworkError })`.
 */
export function answerFrameworkError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const binding = ofInstance(bindings, request.server);
  if (binding === undefined) {
    sendAnswer(reply, problemAnswer(failureOf(error), request.originalUrl, {}));
    return;
  }
  binding.observer.begin(request, reply);
  binding.filter.handle(error, request, reply);
}
