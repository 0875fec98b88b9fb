import type { ConfigProblem } from './config-problem.js';
import type { Config } from './config.js';

/**
 * What X-Ray is asked for without a place to ask: central sampling rules need a daemon, spans by OTLP a region. The
 * sandbox, where it starts, is such a place.
 */
export function missingXRayTargets({
  tracing,
  xray,
  sandbox,
}: Config): ConfigProblem[] {
  if (sandbox.start) {
    return [];
  }
  const problems: ConfigProblem[] = [];
  if (tracing.sampler.root === 'xray' && xray.daemon === undefined) {
    problems.push({
      variable: 'OTEL_TRACES_SAMPLER',
      problem: 'asks for the rules of X-Ray, but no daemon is configured',
      remedy:
        'set AWS_XRAY_DAEMON_ADDRESS too, or set OTEL_TRACES_SAMPLER to another sampler',
    });
  }
  if (xray.exporter === 'otlp' && xray.otlp === undefined) {
    problems.push({
      variable: 'XRAY_EXPORTER',
      problem: 'sends spans to X-Ray, but no region is configured',
      remedy: 'set AWS_REGION too, or set XRAY_EXPORTER to daemon',
    });
  }
  return problems;
}
