import type { AttemptResult, Transport } from '../../delivery/index.js';
import {
  OtlpTransport,
  type SpanInDelivery,
  tracesSignal,
} from '../../otlp/index.js';
import type { XRayOtlpOptions } from '../xray.options.js';
import { awsSigner } from './aws-signer.js';

/**
 * The way to X-Ray without a daemon: spans by OTLP over HTTPS, signed with AWS Signature Version 4.
 * Source: Amazon CloudWatch user guide, "OTLP Endpoint".
 */
export class XRayOtlpTransport implements Transport<SpanInDelivery> {
  private readonly otlp: OtlpTransport<SpanInDelivery>;

  constructor({ url, region, credentials }: XRayOtlpOptions) {
    this.otlp = new OtlpTransport(tracesSignal, {
      url: url ?? `https://xray.${region}.amazonaws.com/v1/traces`,
      authorize: awsSigner('xray', region, credentials),
    });
  }

  async send(
    spans: readonly SpanInDelivery[],
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    try {
      return await this.otlp.send(spans, signal);
    } catch (error) {
      if (
        !(error instanceof Error) ||
        error.name !== 'CredentialsProviderError'
      ) {
        throw error;
      }
      return {
        outcome: 'retry',
        reason:
          'no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the process a role',
        retryAfterMs: NO_CREDENTIALS_RETRY_MS,
        keyRefused: true,
      };
    }
  }

  close(): void {
    this.otlp.close();
  }
}

/** Pause after a refusal that only a person can end, in milliseconds. */
const NO_CREDENTIALS_RETRY_MS = 5000;
