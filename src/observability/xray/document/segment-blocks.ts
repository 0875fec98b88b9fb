import type { Attributes } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { toXRayTraceId } from '../../request/index.js';
import { extrasOf } from '../recording/span-extras.js';
import { cutText } from './bounded-text.js';
import { hostBlockOf } from './host-block.js';
import type { Growing, SegmentDocument } from './segment-document.js';

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
  options: SegmentOptions,
): SegmentBlocks {
  const { service, origin, aws, xray } = placeOf(root.resource, options);
  const user = userOf(root) ?? lastUserOf(spans);
  const rule = root.attributes[RULE_ATTRIBUTE];
  const parentId = root.parentSpanContext?.spanId;
  const blocks: SegmentBlocks = {
    trace_id: toXRayTraceId(root.spanContext().traceId),
    aws: {
      ...aws,
      ...extrasOf(root)?.aws,
      xray: typeof rule === 'string' ? { ...xray, rule_name: rule } : xray,
    },
  };
  if (parentId !== undefined) {
    blocks.parent_id = parentId;
  }
  if (service !== undefined) {
    blocks.service = service;
  }
  if (user !== undefined) {
    blocks.user = cutText(user, MAX_USER_LENGTH);
  }
  if (origin !== undefined) {
    blocks.origin = origin;
  }
  return blocks;
}

type SegmentBlocks = Growing<
  Pick<
    SegmentDocument,
    'trace_id' | 'parent_id' | 'service' | 'user' | 'origin' | 'aws'
  >
>;

/** What all segments of one resource say. */
interface Place {
  readonly service: { readonly version: string } | undefined;
  readonly origin: string | undefined;
  readonly aws: Readonly<Record<string, unknown>>;
  readonly xray: Readonly<Record<string, string>>;
}

const places = new WeakMap<SegmentOptions, WeakMap<Resource, Place>>();

/** Made once, unless attributes of the resource are still being found out. */
function placeOf(resource: Resource, options: SegmentOptions): Place {
  const known = places.get(options)?.get(resource);
  if (known !== undefined) {
    return known;
  }
  const place = madePlace(resource.attributes, options);
  if (resource.asyncAttributesPending !== true) {
    const ofOptions = places.get(options) ?? new WeakMap<Resource, Place>();
    places.set(options, ofOptions.set(resource, place));
  }
  return place;
}

function madePlace(
  resource: Attributes,
  { serviceVersion, logGroup }: SegmentOptions,
): Place {
  const version = serviceVersion ?? resource['service.version'];
  const sdk = resource['telemetry.sdk.name'];
  const sdkVersion = resource['telemetry.sdk.version'];
  const { origin, aws } = hostBlockOf(resource, logGroup);
  return {
    service:
      typeof version === 'string' && version !== '' ? { version } : undefined,
    origin,
    aws,
    xray: {
      ...(typeof sdk === 'string' ? { sdk: `${sdk} for nodejs` } : {}),
      ...(typeof sdkVersion === 'string' ? { sdk_version: sdkVersion } : {}),
    },
  };
}

function lastUserOf(spans: readonly ReadableSpan[]): string | undefined {
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const span = spans[index];
    const user = span && userOf(span);
    if (user !== undefined) {
      return user;
    }
  }
  return undefined;
}

function userOf({ attributes }: ReadableSpan): string | undefined {
  const id = attributes['user.id'] ?? attributes['enduser.id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
