import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { toXRayTraceId } from '../../request/index.js';
import { extrasOf } from '../recording/span-extras.js';
import { cutText } from './bounded-text.js';
import { hostBlockOf } from './host-block.js';
import type { SegmentDocument } from './segment-document.js';

/** Names the central sampling rule that decided; `aws.xray.rule_name` of the segment, as AWS's SDKs have it. */
const RULE_ATTRIBUTE = 'aws.xray.sampling_rule';

/** Attributes that these blocks tell; they need not stand in the metadata too. */
export const SEGMENT_BLOCK_ATTRIBUTES: readonly string[] = [RULE_ATTRIBUTE];

/** "X-Ray segment documents": `user` has up to 250 characters. */
const MAX_USER_LENGTH = 250;

/** What is said of every segment alike. */
export interface SegmentOptions {
  /** @default the resource's `service.version` */
  readonly serviceVersion?: string | undefined;
  /** CloudWatch group of the service's log lines. @default none */
  readonly logGroup?: string | undefined;
}

/**
 * What only a segment has: trace id, caller, version, user, and in `aws.xray` the SDK that recorded the spans.
 *
 * @param spans all spans of the record; the user may be known on any of them
 */
export function segmentBlocksOf(
  root: ReadableSpan,
  spans: readonly ReadableSpan[],
  { serviceVersion, logGroup }: SegmentOptions,
): Pick<
  SegmentDocument,
  'trace_id' | 'parent_id' | 'service' | 'user' | 'origin' | 'aws'
> {
  const resource = root.resource.attributes;
  const version = serviceVersion ?? resource['service.version'];
  const user = userOf(root) ?? spans.map(userOf).findLast(Boolean);
  const rule = root.attributes[RULE_ATTRIBUTE];
  const sdk = resource['telemetry.sdk.name'];
  const sdkVersion = resource['telemetry.sdk.version'];
  const { origin, aws } = hostBlockOf(resource, logGroup);
  const parentId = root.parentSpanContext?.spanId;
  return {
    trace_id: toXRayTraceId(root.spanContext().traceId),
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...(typeof version === 'string' && version !== ''
      ? { service: { version } }
      : {}),
    ...(user === undefined ? {} : { user: cutText(user, MAX_USER_LENGTH) }),
    ...(origin === undefined ? {} : { origin }),
    aws: {
      ...aws,
      ...extrasOf(root)?.aws,
      xray: {
        ...(typeof sdk === 'string' ? { sdk: `${sdk} for nodejs` } : {}),
        ...(typeof sdkVersion === 'string' ? { sdk_version: sdkVersion } : {}),
        ...(typeof rule === 'string' ? { rule_name: rule } : {}),
      },
    },
  };
}

function userOf({ attributes }: ReadableSpan): string | undefined {
  const id = attributes['user.id'] ?? attributes['enduser.id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
