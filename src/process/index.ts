export { exitOnCrash } from './crash-exit.js';
export { levelOnSignal } from './level-on-signal.js';
export { type SandboxProcess, startSandboxProcess } from './sandbox-process.js';
export { failToStart } from './start-failure.js';
export { stopOnSignals } from './stop-on-signals.js';
