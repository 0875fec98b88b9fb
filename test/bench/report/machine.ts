import { cpus, totalmem } from 'node:os';
import { canPin } from '../run/pinned-process.js';

/** What was measured on, in one sentence. */
export function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const pinned = canPin()
    ? 'the program on one processor, load and receivers on another'
    : 'program, load and receivers on whatever processors the system gave them';
  return `${String(processors.length)} processors (${model}), ${String(memory)} GiB, ${process.platform}, Node ${process.versions.node}; ${pinned}.`;
}
