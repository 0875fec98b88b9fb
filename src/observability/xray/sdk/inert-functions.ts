import { trace } from '@opentelemetry/api';
import { activeSegment } from './context-functions.js';
import { sdk } from './sdk.js';

/**
 * Functions of the SDK whose work is done elsewhere here, and which therefore do nothing: no patch, no timer, no call.
 *
 * | function | where its work is done |
 * | --- | --- |
 * | `capturePromise` | the context follows promises by itself; `patchThirdPartyPromise` stays, for libraries that lose it |
 * | `captureHTTPs`, `captureHTTPsGlobal` | `outgoing/` records every HTTP call once, without a patch; `subsegmentCallback` is not called |
 * | `config`, `SegmentUtils.setOrigin`, `setPluginData` | the resource says where the service runs (`tracing/host/`) |
 * | `SegmentUtils.setServiceData`, `setSDKData` | the resource says what runs: `service.version`, `telemetry.sdk.*` |
 * | `setDaemonAddress` | `AWS_XRAY_DAEMON_ADDRESS` |
 * | `setStreamingThreshold` | the encoder divides what is too large |
 * | `middleware.traceRequestResponseCycle` | every request has its segment; it gives that one |
 * | `middleware.enableDynamicNaming` | `AWS_XRAY_URL`, `AWS_XRAY_TRACING_NAME`; `resolveName` gives the default name |
 * | `middleware.disableCentralizedSampling`, `setSamplingRules`, `resolveSampling` | `OTEL_TRACES_SAMPLER`; `sampler` says what it decided |
 * | `middleware.middlewareLog` | the access line |
 * | `segment.notTraced = true` | the sampler's again; what is recorded may be kept for how it ends |
 *
 * What sends, counts or streams a segment does nothing either (`span-methods.ts`). All else works: on spans
 * (`context-functions.ts`, `capture-functions.ts`, `span-methods.ts`, `capture-aws-*.ts`), or as the SDK has it, where that
 * only computes: `utils`, `database.SqlData`, `middleware.processHeaders`, `setLogger`, `setContextMissingStrategy`,
 * `setAWSWhitelist`, `appendAWSWhitelist`, and the plugins, which ask only when the application itself calls `getData`.
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
    setDaemonAddress: () => {},
    setStreamingThreshold: () => {},
  });
  Object.assign(sdk.SegmentUtils, {
    setStreamingThreshold: () => {},
    setOrigin: () => {},
    setPluginData: () => {},
    setServiceData: () => {},
    setSDKData: () => {},
  });
  Object.assign(sdk.middleware, {
    traceRequestResponseCycle: activeSegment,
    enableDynamicNaming: () => {},
    disableCentralizedSampling: () => {},
    setSamplingRules: () => {},
    resolveSampling: () => {},
    middlewareLog: () => {},
    sampler: {
      shouldSample: () => trace.getActiveSpan()?.isRecording() === true,
      setLocalRules: () => {},
    },
  });
}
