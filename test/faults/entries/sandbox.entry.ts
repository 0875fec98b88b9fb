import { FREE_PORTS, startSandbox } from '../../../src/sandbox/index.js';

/** The sandbox as a process of its own, with room for a whole run's books and no limit on Rollbar's calls. */
const sandbox = await startSandbox({
  ports: FREE_PORTS,
  maxArrivals: 1_000_000,
  maxRequests: 1_000,
  rollbarCallsPerMinute: 1_000_000,
});
process.once('disconnect', () => {
  void sandbox.close();
});
process.send?.({ type: 'listening', endpoints: sandbox.endpoints });
