import type { SignatureV4 } from '@smithy/signature-v4';
import type { RequestAuthorizer } from '../../otlp/index.js';
import { NodeSha256 } from './node-sha256.js';

/** Keys of an AWS user or role. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Signs requests to a service with AWS Signature Version 4.
 *
 * @param credentials @default found as the AWS SDK finds them (environment, profile, container, instance), and renewed
 * before they expire
 */
export function awsSigner(
  service: string,
  region: string,
  credentials?: AwsCredentials,
): RequestAuthorizer {
  const loading = signerOf(service, region, credentials);
  // Told of by every request that needs it.
  loading.catch(() => undefined);
  return async ({ url, headers, body }) => {
    const signer = await loading;
    const signed = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      query: {},
      headers: { ...headers, host: url.host },
      body,
    });
    return signed.headers;
  };
}

/** Only who signs loads the AWS SDK, and at once: later there may be no file left to open. */
async function signerOf(
  service: string,
  region: string,
  credentials: AwsCredentials | undefined,
): Promise<SignatureV4> {
  const [{ SignatureV4 }, { defaultProvider }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-sdk/credential-provider-node'),
  ]);
  return new SignatureV4({
    service,
    region,
    credentials:
      credentials === undefined ? defaultProvider() : { ...credentials },
    sha256: NodeSha256,
  });
}
