export type { RecordCodec } from './record-codec.js';
export { SinkSpool } from './sink-spool.js';
export { Spool } from './spool.js';
