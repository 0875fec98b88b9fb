export { CrashModule } from './crash.module.js';
export { CrashRecorder } from './crash-recorder.service.js';
export { stackOf } from './stack-of.js';
