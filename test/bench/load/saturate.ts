import autocannon from 'autocannon';
import { type LoadRequest, type LoadResult, pathOf } from './load-request.js';
import { USER_AGENTS } from './user-agents.js';

/** Requests that differ, after which they come again. */
const DIFFERENT = 500;

/** Sends as many requests as a number of connections carries, one at a time on each. */
export async function saturate(request: LoadRequest): Promise<LoadResult> {
  const sleepAgain = keepAwake();
  const result = await autocannon({
    url: `http://127.0.0.1:${String(request.port)}`,
    connections: request.connections,
    duration: request.seconds,
    requests: Array.from({ length: DIFFERENT }, (_, count) => ({
      method: 'GET',
      path: pathOf(request, count),
      headers: {
        'user-agent': USER_AGENTS[count % USER_AGENTS.length] ?? 'bench',
      },
    })),
  });
  sleepAgain();
  return {
    answered: result['2xx'] + result.non2xx,
    failed: result.errors + result.timeouts,
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/**
 * Keeps this process from sleeping: what wakes a sleeping process on another processor costs whoever writes to its socket, which
 * a network card would spare it, and the more of it the slower it answers.
 *
 * @returns ends it
 */
function keepAwake(): () => void {
  let isAwake = true;
  const turn = (): void => {
    if (isAwake) {
      setImmediate(turn);
    }
  };
  turn();
  return () => {
    isAwake = false;
  };
}
