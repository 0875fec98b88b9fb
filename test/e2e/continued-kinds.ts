import type { RequestKind } from './request-kind.js';

const CALLER = 'b7ad6b7169203331';

/** Requests that belong to the trace of a caller, well and badly ended; each has a trace of its own. */
export const CONTINUED_KINDS: readonly RequestKind[] = [
  {
    name: 'a trace of traceparent',
    ask: 'GET /api/health-check',
    headers: {
      traceparent: `00-0af7651916cd43dd8448eb211c80319c-${CALLER}-01`,
    },
    status: 200,
    parent: CALLER,
  },
  {
    name: 'a trace of traceparent that ends here in an exception',
    ask: 'GET /probe/thrown/continued',
    route: '/probe/thrown/:what',
    headers: {
      traceparent: `00-1bf7651916cd43dd8448eb211c80319c-${CALLER}-01`,
    },
    status: 500,
    errorType: 'RangeError',
    parent: CALLER,
  },
  {
    name: 'a trace of X-Amzn-Trace-Id',
    ask: 'GET /api/health-check',
    headers: {
      'x-amzn-trace-id': `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=${CALLER};Sampled=1`,
    },
    status: 200,
    parent: CALLER,
  },
  {
    name: 'a trace of a load balancer, which is nobody’s child',
    ask: 'GET /nowhere',
    headers: { 'x-amzn-trace-id': 'Root=1-5759e989-bd862e3fe1be46a994272793' },
    status: 404,
    route: false,
  },
];
