import { atConstantRate } from './constant-rate.js';
import {
  loadRequest,
  type LoadRequest,
  type LoadResult,
} from './load-request.js';
import { saturate } from './saturate.js';

async function carryOut(request: LoadRequest): Promise<void> {
  const result: LoadResult = await (request.kind === 'rate'
    ? atConstantRate(request)
    : saturate(request));
  process.send?.(result);
}

process.on('message', (message) => {
  void carryOut(loadRequest.parse(message));
});
process.on('disconnect', () => {
  process.exit();
});
