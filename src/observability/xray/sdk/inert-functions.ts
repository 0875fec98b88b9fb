import { spanContextFunctions } from './context-functions.js';
import { sdk } from './sdk.js';

/**
 * Functions of the SDK whose work is done elsewhere here, and which therefore do nothing: no patch, no timer, no call.
 *
 * | function | where its work is done |
 * | --- | --- |
 * | `capturePromise` | the context follows promises by itself; `patchThirdPartyPromise` stays, for libraries that lose it |
 * | `captureHTTPs`, `captureHTTPsGlobal` | `outgoing/` records every HTTP call, without a patch |
 * | `config` | the resource says where the service runs (`tracing/host/`) |
 * | `setStreamingThreshold` | the encoder divides what is too large |
 * | `middleware.traceRequestResponseCycle` | every request has its segment; it gives that one |
 * | `middleware.enableDynamicNaming`, `setDefaultName` | `AWS_XRAY_URL`, `AWS_XRAY_TRACING_NAME` |
 * | `middleware.disableCentralizedSampling`, `setSamplingRules` | `OTEL_TRACES_SAMPLER` |
 */
export function installInertFunctions(): void {
  const patchThirdPartyPromise: unknown = Reflect.get(
    sdk.capturePromise,
    'patchThirdPartyPromise',
  );
  Object.assign(sdk, {
    capturePromise: Object.assign(() => {}, { patchThirdPartyPromise }),
    captureHTTPs: <T>(module: T): T => module,
    captureHTTPsGlobal: () => {},
    config: () => {},
  });
  Object.assign(sdk.SegmentUtils, {
    setStreamingThreshold: () => {},
    setOrigin: () => {},
    setPluginData: () => {},
  });
  Object.assign(sdk, { setStreamingThreshold: () => {} });
  Object.assign(sdk.middleware, {
    traceRequestResponseCycle: () => spanContextFunctions.getSegment(),
    enableDynamicNaming: () => {},
    setDefaultName: () => {},
    disableCentralizedSampling: () => {},
    setSamplingRules: () => {},
  });
}
