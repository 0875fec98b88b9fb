import type { ConfigProblem } from './config-problem.js';
import type { Config } from './config.js';

/** Ports given twice, which would stop the start half way: the API's, Prometheus's and, when it starts, the sandbox's. */
export function portClashes({
  http,
  metrics: { prometheus },
  sandbox,
}: Config): ConfigProblem[] {
  const takenBy = new Map([[http.port, 'PORT']]);
  const { ports } = sandbox;
  const named: readonly (readonly [string, number])[] = [
    ...(prometheus === undefined || prometheus.onApiPort
      ? []
      : ([['OTEL_EXPORTER_PROMETHEUS_PORT', prometheus.port]] as const)),
    ...(sandbox.start
      ? ([
          ['SANDBOX_PORT', ports.query],
          ['SANDBOX_OTLP_PORT', ports.otlp],
          ['SANDBOX_XRAY_PORT', ports.xray],
          ['SANDBOX_CLOUDWATCH_PORT', ports.cloudWatchLogs],
          ['SANDBOX_ROLLBAR_PORT', ports.rollbar],
        ] as const)
      : []),
  ];
  return named.flatMap(([variable, port]) => {
    const owner = takenBy.get(port);
    if (port === 0 || owner === undefined) {
      takenBy.set(port, variable);
      return [];
    }
    return [
      {
        variable,
        problem: `"${port}" is the port of ${owner} too`,
        remedy: `set ${variable} to another port, or to 0 for any free one`,
      },
    ];
  });
}
