import { type Context, context, createContextKey } from '@opentelemetry/api';
import { currentScope } from './current-scope.js';
import { holds } from './fixed-property.js';
import { currentRequestRecord } from './request-record.js';

/** A class of errors, abstract ones too. */
export type ErrorClass = abstract new (...parameters: never[]) => unknown;

const EXPECTED = createContextKey('expected errors');

class Expectation {
  constructor(
    readonly classes: readonly ErrorClass[],
    readonly outer: Expectation | undefined,
  ) {}

  /** Without classes everything is expected. */
  includes(error: unknown): boolean {
    return (
      this.classes.length === 0 ||
      this.classes.some((it) =>
        holds(error, (value): value is object => value instanceof it),
      )
    );
  }
}

/** Errors that passed a method which expects them, by the request or trace in which they did. */
const passed = new WeakMap<object, WeakSet<object>>();
const OUTSIDE = {};

/** The context in which errors of these classes are expected, of all classes where none is named, beside those of `parent`. */
export function expecting(
  parent: Context,
  classes: readonly ErrorClass[],
): Context {
  return parent.setValue(
    EXPECTED,
    new Expectation(classes, expectationIn(parent)),
  );
}

/** Notes that an error passed a method which expects it: for whoever meets it further out in the same request or trace. */
export function expectError(error: unknown): void {
  if (isObject(error)) {
    const scope = currentScope() ?? OUTSIDE;
    const errors = passed.get(scope) ?? new WeakSet();
    errors.add(error);
    passed.set(scope, errors);
  }
}

/** Whether an error passed a method that expects it, in the request or trace at hand. */
export function isExpectedError(error: unknown): boolean {
  return (
    isObject(error) &&
    passed.get(currentScope() ?? OUTSIDE)?.has(error) === true
  );
}

/** The same, or whether a method that expects it is being run. Never throws. */
export function isExpectedHere(error: unknown): boolean {
  for (
    let expectation = expectationIn(context.active());
    expectation !== undefined;
    expectation = expectation.outer
  ) {
    if (expectation.includes(error)) {
      return true;
    }
  }
  return isExpectedError(error);
}

/**
 * Says that the request at hand may answer with a status of 500 or more by itself, without an exception, and that this is
 * no failure: a probe that says "not ready". It is not reported then.
 */
export function expectFailure(): void {
  const record = currentRequestRecord();
  if (record !== undefined) {
    record.failureTold = true;
  }
}

function expectationIn(active: Context): Expectation | undefined {
  const value = active.getValue(EXPECTED);
  return value instanceof Expectation ? value : undefined;
}

function isObject(value: unknown): value is object {
  return (
    (typeof value === 'object' && value !== null) || typeof value === 'function'
  );
}
