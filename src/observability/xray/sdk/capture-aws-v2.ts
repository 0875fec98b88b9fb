import { sdk } from './sdk.js';

const { captureAWS, captureAWSClient } = sdk;

/**
 * The captures for the AWS SDK v2, which is out of support since September 2025: the SDK's own, which use a subsegment's
 * public methods. The HTTP call is a subsegment of its own besides. What is no such SDK or client is given back untouched.
 */
export const awsV2Functions = {
  captureAWS: <T>(awsSdk: T): T => unlessRefused(captureAWS, awsSdk),
  captureAWSClient: <T>(client: T): T =>
    unlessRefused(captureAWSClient, client),
};

function unlessRefused<T>(capture: (target: T) => T, target: T): T {
  try {
    return capture(target);
  } catch (error) {
    sdk.getLogger().error(`Not captured: ${String(error)}`);
    return target;
  }
}
