import type { FastifyCorsOptions } from '@fastify/cors';
import type { Config } from './config/index.js';

/** Cross-origin access: `/api/*` for the front end and the API's own pages, nothing else for anyone. */
export function corsOptions({
  frontendUrl,
  backendUrl,
}: Config['http']): FastifyCorsOptions {
  const api: FastifyCorsOptions = {
    origin: [frontendUrl, backendUrl],
    methods: ['OPTIONS', 'GET', 'HEAD', 'POST'],
    allowedHeaders: [
      'content-type',
      'if-modified-since',
      'traceparent',
      'tracestate',
    ],
    exposedHeaders: ['location', 'link', 'traceparent'],
    strictPreflight: false,
  };
  return {
    delegator: (request, callback) => {
      const isApi = request.url.startsWith('/api/');
      callback(null, isApi ? api : { origin: false });
    },
  };
}
