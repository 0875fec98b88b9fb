/** One kind of request, and the story that every vendor must tell of it. */
export interface RequestKind {
  readonly name: string;
  readonly path: string;
  readonly init?: RequestInit;
  readonly status: number;
  readonly spanName: string;
  readonly route?: string;
}

const json = { 'content-type': 'application/json' };

export const REQUEST_KINDS: readonly RequestKind[] = [
  {
    name: 'a feed',
    path: '/api/activities/home',
    status: 200,
    spanName: 'GET /api/activities/home',
    route: '/api/activities/home',
  },
  {
    name: 'a path with a parameter',
    path: '/api/activities/@andrewbrown?limit=1',
    status: 200,
    spanName: 'GET /api/activities/@:handle',
    route: '/api/activities/@:handle',
  },
  {
    name: 'refused input',
    path: '/api/activities',
    init: { method: 'POST', headers: json, body: '{}' },
    status: 422,
    spanName: 'POST /api/activities',
    route: '/api/activities',
  },
  {
    name: 'malformed JSON',
    path: '/api/activities',
    init: { method: 'POST', headers: json, body: '{"message":' },
    status: 400,
    spanName: 'POST /api/activities',
    route: '/api/activities',
  },
  {
    name: 'a body that is too large',
    path: '/api/messages',
    init: { method: 'POST', headers: json, body: `"${'x'.repeat(200_000)}"` },
    status: 413,
    spanName: 'POST /api/messages',
    route: '/api/messages',
  },
  {
    name: 'a body that is not JSON',
    path: '/api/messages',
    init: {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'hello',
    },
    status: 415,
    spanName: 'POST /api/messages',
    route: '/api/messages',
  },
  { name: 'an unknown route', path: '/nowhere', status: 404, spanName: 'GET' },
  {
    name: 'a wrong method',
    path: '/api/activities/home',
    init: { method: 'DELETE' },
    status: 405,
    spanName: 'DELETE',
  },
  {
    name: 'a URL that cannot be decoded',
    path: '/api/activities/%E0%A4%A',
    status: 400,
    spanName: 'GET',
  },
  {
    name: 'a very long path and user agent',
    path: `/api/activities/@${'x'.repeat(5000)}`,
    init: { headers: { 'user-agent': 'curl '.repeat(1000) } },
    status: 200,
    spanName: 'GET /api/activities/@:handle',
    route: '/api/activities/@:handle',
  },
  {
    name: 'a preflight',
    path: '/api/activities/home',
    init: {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'GET',
      },
    },
    status: 204,
    spanName: 'OPTIONS',
  },
  {
    name: 'HEAD',
    path: '/api/health-check',
    init: { method: 'HEAD' },
    status: 200,
    spanName: 'HEAD /api/health-check',
    route: '/api/health-check',
  },
];
