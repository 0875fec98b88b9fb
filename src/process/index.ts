export { exitOnCrash } from './crash-exit.js';
export { type SandboxProcess, startSandboxProcess } from './sandbox-process.js';
export { stopOnSignals } from './stop-on-signals.js';
