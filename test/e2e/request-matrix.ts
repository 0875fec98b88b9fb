import { CONTINUED_KINDS } from './continued-kinds.js';
import { FAILING_KINDS } from './failing-kinds.js';
import type { RequestKind } from './request-kind.js';
import { outcomeOf } from './request-outcome.js';

const JSON_BODY = { 'content-type': 'application/json' };
const LEFT = { status: 499, errorType: 'client_disconnected' };
const NO_METHOD = {
  status: 400,
  route: false,
  span: 'HTTP',
  errorType: 'HPE_INVALID_METHOD',
} as const;
const HOME = '/api/activities/home';

/**
 * What every vendor must have of every kind of request, in the order of their statuses. A row says what is sent and what
 * is particular to it; the rest follows from its status: see `outcomeOf`.
 */
export const REQUEST_KINDS: readonly RequestKind[] = [
  {
    name: 'a feed',
    ask: `GET ${HOME}`,
    status: 200,
    edges: {
      [`GET ${HOME}`]: ['ActivitiesController.home'],
      'ActivitiesController.home': ['home-activities-mock-data'],
      'home-activities-mock-data': [
        'ActivityFeedsRepository.home',
        'RepliesRepository.attach',
      ],
    },
  },
  {
    name: 'a path with a parameter',
    ask: 'GET /api/activities/@andrewbrown?limit=1',
    status: 200,
    route: '/api/activities/@:handle',
    edges: { 'ActivitiesController.ofUser': ['UserActivities.run'] },
  },
  {
    name: 'a post',
    ask: 'POST /api/activities',
    headers: JSON_BODY,
    body: '{"message":"hello","ttl":"1-hour"}',
    status: 200,
    edges: { 'ActivitiesController.create': ['CreateActivity.run'] },
  },
  {
    name: 'a chunked body',
    ask: 'POST /api/activities',
    headers: { ...JSON_BODY, 'transfer-encoding': 'chunked' },
    body: '10\r\n{"message":"hey"\r\n10\r\n,"ttl":"1-hour"}\r\n0\r\n\r\n',
    status: 200,
  },
  {
    name: 'Expect: 100-continue',
    ask: 'POST /api/activities',
    headers: { ...JSON_BODY, expect: '100-continue' },
    body: '{"message":"hello","ttl":"1-hour"}',
    status: 200,
  },
  { name: 'created', ask: 'POST /probe/created', status: 201 },
  {
    name: 'answered by the handler itself',
    ask: 'GET /probe/by-itself',
    status: 202,
  },
  { name: 'nothing to say', ask: 'DELETE /probe/thing', status: 204 },
  {
    name: 'an Observable',
    ask: 'GET /probe/observable',
    status: 200,
    edges: { 'ProbeAnswers.observable': ['SlowResults.values'] },
  },
  {
    name: 'a slow stream of an async generator',
    ask: 'GET /probe/generator',
    status: 200,
    edges: { 'ProbeAnswers.generator': ['SlowResults.rows'] },
  },
  { name: 'slow work', ask: 'GET /probe/slow', status: 200 },
  { name: 'HEAD', ask: 'HEAD /api/health-check', status: 200 },
  {
    name: 'HTTP/1.0',
    ask: 'GET /api/health-check',
    version: '1.0',
    status: 200,
  },
  {
    name: 'an absolute URL',
    ask: 'GET http://api.example.com/api/health-check?full=1',
    status: 200,
    route: '/api/health-check',
  },
  {
    name: 'a very long path and user agent',
    ask: `GET /api/activities/@${'x'.repeat(5000)}`,
    headers: { 'user-agent': 'curl '.repeat(1000) },
    status: 200,
    route: '/api/activities/@:handle',
  },
  {
    name: 'a preflight',
    ask: `OPTIONS ${HOME}`,
    headers: {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'GET',
    },
    status: 204,
    route: false,
  },
  {
    name: 'OPTIONS that is no preflight',
    ask: `OPTIONS ${HOME}`,
    status: 204,
    route: false,
  },
  {
    name: 'a redirect',
    ask: 'GET /probe/moved',
    status: 302,
    answer: { location: '/probe/created' },
  },
  {
    name: 'a resource that has not changed',
    ask: 'GET /probe/unchanged',
    status: 304,
  },
  {
    name: 'malformed JSON',
    ask: 'POST /api/activities',
    headers: JSON_BODY,
    body: '{"message":',
    status: 400,
  },
  {
    name: 'a URL that cannot be decoded',
    ask: 'GET /api/activities/%E0%A4%A',
    status: 400,
    route: false,
  },
  {
    name: 'a guard that asks for an identity',
    ask: 'GET /probe/unauthorized',
    status: 401,
    edges: { 'GET /probe/unauthorized': ['AsksForAnIdentity.canActivate'] },
  },
  {
    name: 'a guard that lets nobody in',
    ask: 'GET /probe/forbidden',
    status: 403,
    edges: { 'GET /probe/forbidden': ['LetsNobodyIn.canActivate'] },
  },
  { name: 'an unknown route', ask: 'GET /nowhere', status: 404, route: false },
  {
    name: 'a thing that is not there',
    ask: 'GET /api/activities/00000000-0000-4000-8000-000000000000',
    status: 404,
    route: '/api/activities/:uuid',
    edges: { 'ActivitiesController.show': ['ShowActivity.run'] },
  },
  {
    name: 'a wrong method',
    ask: `DELETE ${HOME}`,
    status: 405,
    route: false,
    answer: { allow: 'GET, HEAD' },
  },
  {
    name: 'a method that few servers know',
    ask: `PROPFIND ${HOME}`,
    status: 405,
    route: false,
    answer: { allow: 'GET, HEAD' },
    span: 'HTTP',
  },
  { name: 'no acceptable form', ask: 'GET /probe/not-acceptable', status: 406 },
  { name: 'a conflict', ask: 'GET /probe/conflict', status: 409 },
  {
    name: 'a body that is too large',
    ask: 'POST /api/messages',
    headers: { ...JSON_BODY, 'content-length': '200000' },
    status: 413,
  },
  {
    name: 'a body that is not JSON',
    ask: 'POST /api/messages',
    headers: { 'content-type': 'text/plain' },
    body: 'hello',
    status: 415,
  },
  {
    name: 'a query that is not valid',
    ask: `GET ${HOME}?limit=0`,
    status: 422,
  },
  {
    name: 'input that is not valid',
    ask: 'POST /api/activities',
    headers: JSON_BODY,
    body: '{}',
    status: 422,
  },
  { name: 'one request too many', ask: 'GET /probe/throttled', status: 429 },
  {
    name: 'a body that is no HTTP',
    ask: 'POST /api/messages',
    headers: { ...JSON_BODY, 'transfer-encoding': 'chunked' },
    body: 'no length\r\n',
    status: 400,
  },
  {
    name: 'headers that are too large',
    ask: 'GET /large?api_key=hunter2',
    headers: { 'x-large': 'x'.repeat(20_000) },
    status: 431,
    route: false,
    errorType: 'HPE_HEADER_OVERFLOW',
  },
  {
    name: 'a method that the parser refuses',
    ask: 'GARBAGE /refused',
    ...NO_METHOD,
  },
  {
    name: 'a request line that is none',
    ask: '\u0016\u0003\u0001\u0002\u0000\u0001',
    ...NO_METHOD,
  },
  ...FAILING_KINDS,
  {
    name: 'an answer that its handler breaks off',
    ask: 'GET /probe/destroyed?by=handler',
    status: 200,
    errorType: 'response_broken_off',
    outcome: { ...outcomeOf(500), log: ['info Access'], items: 0 },
  },
  {
    name: 'a client that leaves while its request is worked on',
    ask: 'GET /probe/busy?client=left',
    client: 'leaves',
    edges: { 'GET /probe/busy': ['ProbeEnds.busy'] },
    ...LEFT,
  },
  {
    name: 'a client that leaves while its body is under way',
    ask: 'POST /api/activities?client=half',
    headers: { ...JSON_BODY, 'content-length': '100' },
    body: '{"message":',
    client: 'leaves',
    ...LEFT,
  },
  {
    name: 'a client that leaves in the middle of its answer',
    ask: 'GET /probe/endless?client=bored',
    client: 'leaves after the first bytes',
    ...LEFT,
  },
  ...CONTINUED_KINDS,
];
