export { CloudWatchLogsReceiver } from './cloudwatch-logs.receiver.js';
export { DeniedRights } from './denied-rights.js';
