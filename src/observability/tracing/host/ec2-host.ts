import { readFileSync } from 'node:fs';
import type { Attributes } from '@opentelemetry/api';
import { fetchMetadata } from './fetch-metadata.js';
import { textFields } from './text-fields.js';

/** Where Linux says whose machine this is: Nitro instances by the vendor, Xen ones by the hypervisor's uuid. */
const SIGNS = [
  ['/sys/devices/virtual/dmi/id/sys_vendor', /^Amazon EC2/],
  ['/sys/hypervisor/uuid', /^ec2/i],
] as const;

/** Source: EC2 user guide, "Access instance metadata". */
const METADATA_SERVICE = 'http://169.254.169.254';

/** Where the instance metadata service is, if this is an EC2 instance; the AWS SDKs' variables decide where they say something. */
export function ec2MetadataService(
  env: NodeJS.ProcessEnv = process.env,
): URL | undefined {
  if (env['AWS_EC2_METADATA_DISABLED']?.toLowerCase() === 'true') {
    return undefined;
  }
  const given = env['AWS_EC2_METADATA_SERVICE_ENDPOINT'];
  if (given !== undefined && URL.canParse(given)) {
    return new URL(given);
  }
  return SIGNS.some(([path, sign]) => sign.test(contentOf(path)))
    ? new URL(METADATA_SERVICE)
    : undefined;
}

/**
 * The instance as resource attributes, by version 2 of the metadata service.
 * Source: EC2 user guide, "Use the Instance Metadata Service", and "Instance identity documents". Rejects when it is away.
 */
export async function ec2Attributes(
  service: URL,
  signal: AbortSignal,
): Promise<Attributes> {
  const token = await fetchMetadata(new URL('/latest/api/token', service), {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    signal,
  });
  const document: unknown = JSON.parse(
    await fetchMetadata(
      new URL('/latest/dynamic/instance-identity/document', service),
      { headers: { 'x-aws-ec2-metadata-token': token }, signal },
    ),
  );
  return {
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_ec2',
    ...textFields(document, {
      accountId: 'cloud.account.id',
      region: 'cloud.region',
      availabilityZone: 'cloud.availability_zone',
      instanceId: 'host.id',
      instanceType: 'host.type',
      imageId: 'host.image.id',
    }),
  };
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
