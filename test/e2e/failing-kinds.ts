import type { RequestKind } from './request-kind.js';
import { outcomeOf } from './request-outcome.js';

/** Every way in which the server fails: whatever is thrown, wherever. Rollbar has each of them, and none of the others. */
export const FAILING_KINDS: readonly RequestKind[] = [
  {
    name: 'an exception',
    ask: 'GET /probe/broken',
    status: 500,
    errorType: 'TypeError',
    edges: {
      'GET /probe/broken': ['ProbeFailures.broken'],
      'ProbeFailures.broken': ['FailingWork.run'],
    },
  },
  {
    name: 'null that is thrown',
    ask: 'GET /probe/thrown/null',
    route: '/probe/thrown/:what',
    status: 500,
    errorType: 'null',
  },
  {
    name: 'a text that is thrown',
    ask: 'GET /probe/thrown/text',
    route: '/probe/thrown/:what',
    status: 500,
    errorType: 'string',
  },
  {
    name: 'an object that is thrown',
    ask: 'GET /probe/thrown/object',
    route: '/probe/thrown/:what',
    status: 500,
    errorType: 'object',
  },
  {
    name: 'an error of another realm',
    ask: 'GET /probe/thrown/foreign',
    route: '/probe/thrown/:what',
    status: 500,
    errorType: 'RangeError',
  },
  {
    name: 'an HttpException of a status that is no failure',
    ask: 'GET /probe/thrown/no-failure',
    route: '/probe/thrown/:what',
    status: 500,
    errorType: 'HttpException',
  },
  {
    name: 'an exception with causes',
    ask: 'GET /probe/thrown/caused',
    route: '/probe/thrown/:what',
    status: 500,
    errorType: 'ReferenceError',
  },
  {
    name: 'an exception, asked for by an absolute URL',
    ask: 'GET http://api.example.com:8080/probe/thrown/absolute?full=1',
    route: '/probe/thrown/:what',
    status: 500,
    errorType: 'Error',
  },
  {
    name: 'a guard that fails',
    ask: 'GET /probe/guard',
    status: 500,
    errorType: 'URIError',
    edges: { 'GET /probe/guard': ['BreaksDown.canActivate'] },
  },
  {
    name: 'a pipe that fails',
    ask: 'GET /probe/pipe?value=1',
    status: 500,
    errorType: 'AggregateError',
    edges: { 'GET /probe/pipe': ['BreaksOnInput.transform'] },
  },
  {
    name: 'an interceptor that fails after its handler',
    ask: 'GET /probe/interceptor',
    status: 500,
    errorType: 'RangeError',
  },
  {
    name: 'a filter that fails',
    ask: 'GET /probe/filter',
    status: 500,
    errorType: 'EvalError',
  },
  {
    name: 'a service that is not available',
    ask: 'GET /probe/unavailable',
    status: 503,
    errorType: 'ServiceUnavailableException',
  },
  {
    name: 'a stream that fails midway',
    ask: 'GET /probe/broken-stream',
    status: 200,
    errorType: 'SyntaxError',
    outcome: outcomeOf(500),
  },
];
