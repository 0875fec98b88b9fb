import { awsV2Functions } from './capture-aws-v2.js';
import { captureAWSv3Client } from './capture-aws-v3-client.js';
import { captureFunctions } from './capture-functions.js';
import { spanContextFunctions } from './context-functions.js';
import { installInertFunctions } from './inert-functions.js';
import { contextFunctions, emitter, sdk } from './sdk.js';
import { installSpanMethods } from './span-methods.js';

installSpanMethods();

if (contextFunctions.isAutomaticMode()) {
  // Loaded before by someone else: its cls-hooked namespace goes.
  contextFunctions.enableManualMode();
}
Object.assign(contextFunctions, spanContextFunctions);
Object.assign(sdk, spanContextFunctions, captureFunctions, awsV2Functions, {
  captureAWSv3Client,
});
installInertFunctions();
// Documents and their delivery are ours; a segment that the SDK would send itself goes nowhere.
emitter.send = () => {};

/**
 * aws-xray-sdk-core as applications call it (`getSegment`, `setSegment`, `captureFunc`, `captureAsyncFunc`,
 * `captureCallbackFunc`, `captureAWSv3Client`, `addNewSubsegment`, `addAnnotation`, `addMetadata`, `addError`, `close`), on
 * the application's own spans: the current segment is the active span's, a new subsegment is a new span, and every vendor
 * shows both. No cls-hooked, no socket, no clock of its own. Outside a request there is no segment, and what is captured
 * there runs unrecorded, unless AWS_XRAY_CONTEXT_MISSING or `setContextMissingStrategy` says otherwise. What does nothing
 * here is listed in `inert-functions.ts`.
 */
export const AWSXRay = sdk;
