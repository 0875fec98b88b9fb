export { foldTableOf } from './fold/fold-table.js';
export { foldingSpan, runFolded } from './fold/run-folded.js';
export { FoldProcessor } from './fold/fold.processor.js';
export type { MethodTraceOptions } from './method-trace.options.js';
export { traceInstances } from './trace-instances.js';
