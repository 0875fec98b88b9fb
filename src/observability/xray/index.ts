export {
  CentralSampler,
  type CentralSamplerOptions,
} from './sampling/central-sampler.js';
export { AWSXRay } from './sdk/aws-xray-sdk.js';
export { XRayModule } from './xray.module.js';
export type {
  XRayDaemonOptions,
  XRayModuleOptions,
  XRayNamingOptions,
  XRayOtlpOptions,
} from './xray.options.js';
export { XRayRecorder, type XRaySubsegment } from './xray-recorder.service.js';
