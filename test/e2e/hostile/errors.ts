import {
  causes,
  countingReads,
  fail,
  type HostileValue,
  throwingProxy,
} from './hostile-value.js';

/** Errors that no code expects; whatever else there is can be thrown as well. */
export const ERRORS: readonly HostileValue[] = [
  { name: 'a cyclic cause', make: cyclicCause },
  { name: '10,000 causes', make: () => causes(10_000) },
  { name: 'a frozen error', make: () => Object.freeze(new Error('frozen')) },
  { name: 'an error whose getters throw', make: throwingError },
  { name: 'an error whose fields are objects', make: oddFields },
  { name: 'a proxy of an error', make: () => throwingProxy(new Error('x')) },
  { name: 'an error with effects', make: effectfulError },
  { name: '10 MB of message', make: () => new Error('語'.repeat(3_500_000)) },
  { name: '10 MB of extra', make: extraError },
  { name: 'an error of a long name', make: longName },
  { name: 'a cyclic AggregateError', make: cyclicAggregate },
  { name: '20,000 errors', make: manyErrors },
  { name: 'errors that are a proxy', make: proxiedErrors },
  { name: 'a stack of line breaks', make: longStack },
];

function cyclicCause(): Error {
  const error = new Error('outer', { cause: new Error('inner') });
  if (error.cause instanceof Error) {
    error.cause.cause = error;
  }
  return error;
}

function throwingError(): Error {
  const keys = ['message', 'name', 'stack', 'cause', 'code', 'status'];
  return Object.defineProperties(
    new Error('hidden'),
    Object.fromEntries(keys.map((key) => [key, { get: fail }])),
  );
}

function oddFields(): Error {
  const fields = { name: { a: 1 }, message: Symbol('m'), stack: [1n] };
  return Object.assign(new Error('odd'), fields);
}

function effectfulError(): Error {
  return Object.defineProperties(
    new Error('effects'),
    Object.getOwnPropertyDescriptors(countingReads()),
  );
}

function extraError(): Error {
  return Object.assign(new Error('extra'), {
    response: { data: 'x'.repeat(10_000_000), big: 1n },
    text: '\u{1f680}'.repeat(2_500_000),
  });
}

function longName(): Error {
  return Object.assign(new Error('named'), { name: 'N'.repeat(1_000_000) });
}

function cyclicAggregate(): Error {
  const errors: unknown[] = [new Error('member'), null, Symbol('s')];
  const outer = new AggregateError(errors, 'outer', { cause: errors[0] });
  outer.errors.push(outer, new AggregateError([outer], 'inner'));
  return outer;
}

function manyErrors(): Error {
  return new AggregateError(
    Array.from({ length: 20_000 }, () => new Error('one')),
    'many',
  );
}

function proxiedErrors(): Error {
  return Object.assign(new Error('aggregate'), { errors: throwingProxy([]) });
}

function longStack(): Error {
  return Object.assign(new Error('m'), {
    stack: 'm\n    at\n'.repeat(300_000),
  });
}
