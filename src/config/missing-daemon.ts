import type { ConfigProblem } from './config-problem.js';
import type { Config } from './config.js';

/** Central sampling rules come from a daemon: one that is configured, or the sandbox's. */
export function missingDaemon({
  tracing,
  xray,
  sandbox,
}: Config): ConfigProblem[] {
  if (
    tracing.sampler.root !== 'xray' ||
    xray.daemon !== undefined ||
    sandbox.start
  ) {
    return [];
  }
  return [
    {
      variable: 'OTEL_TRACES_SAMPLER',
      problem: 'asks for the rules of X-Ray, but no daemon is configured',
      remedy:
        'set AWS_XRAY_DAEMON_ADDRESS too, or set OTEL_TRACES_SAMPLER to another sampler',
    },
  ];
}
