export { createQueryServer, listenQueryServer } from './query.server.js';
export type {
  CountsAnswer,
  ErrorAnswer,
  FaultsAnswer,
  IndexAnswer,
  MetricsAnswer,
  RecordsAnswer,
  RequestsAnswer,
  SamplingRulesAnswer,
  SandboxEndpoints,
  TraceAnswer,
  ViolationsAnswer,
} from './query.types.js';
