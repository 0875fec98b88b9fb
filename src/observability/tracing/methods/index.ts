export type { Siblings } from './fold/fold-table.js';
export { FoldProcessor } from './fold/fold.processor.js';
export { runFolded } from './fold/run-folded.js';
export { openParent, runSibling, siblingsToFold } from './fold/run-sibling.js';
export type { MethodTraceOptions } from './method-trace.options.js';
export { traceInstances } from './trace-instances.js';
