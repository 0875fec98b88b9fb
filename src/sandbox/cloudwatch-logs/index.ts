export { CloudWatchLogsReceiver } from './cloudwatch-logs.receiver.js';
