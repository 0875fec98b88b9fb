import type { AwsCredentials } from './otlp/aws-signer.js';

/** How segments get their names. The host counts before the fixed name, as in AWS's SDKs; see `SegmentNaming`. */
export interface XRayNamingOptions {
  /** Wildcard pattern (`*`, `?`) of the hosts that may name a segment: `AWS_XRAY_URL`. @default none may */
  readonly pattern?: string;
  /** Name used instead of the service's: `AWS_XRAY_TRACING_NAME`. @default the service's name */
  readonly fixed?: string;
}

/** Where the X-Ray daemon takes segments by UDP. */
export interface XRayDaemonOptions {
  /** IPv4 or IPv6 address, without brackets, or a host name; a name is looked up again when the daemon is away. */
  readonly host: string;
  readonly port: number;
  /** Time after a batch in which a refusal of the daemon's host still counts for it, in milliseconds. @default 20 */
  readonly settleMs?: number;
  /** Wait before a refused batch is sent again, in milliseconds. Hosts refuse about once a second at most. @default 1000 */
  readonly retryAfterMs?: number;
  /**
   * Datagrams sent without a pause; then the event loop turns and a millisecond passes. UDP loses what a full receive
   * buffer can't take: Linux' default holds about 90 small datagrams, and a receiver on Node reads 32 a turn. On loopback as
   * much of a burst goes as there is room for. Raise it where the receiver's buffer is larger. @default 48
   */
  readonly burstDatagrams?: number;
}

/** X-Ray's own OTLP endpoint, the way without a daemon; the account needs Transaction Search. */
export interface XRayOtlpOptions {
  readonly region: string;
  /** @default `https://xray.<region>.amazonaws.com/v1/traces` */
  readonly url?: string;
  /** @default found as the AWS SDK finds them, and renewed before they expire */
  readonly credentials?: AwsCredentials;
  /** Time limit of one attempt, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

export interface XRayModuleOptions {
  /** The segment's name where nothing else names it. */
  readonly serviceName: string;
  /** Becomes `service.version` of the segment. @default the resource's `service.version` */
  readonly serviceVersion?: string;
  /** CloudWatch group of the service's log lines: the console links from a trace to them. @default none */
  readonly logGroup?: string;
  /** Time after which a request that goes on is announced, in milliseconds. @default 5000 */
  readonly announceAfterMs?: number;
  /** Segments to a daemon. Off when undefined: the recording API then still makes spans for the other vendors. */
  readonly daemon?: XRayDaemonOptions;
  /** Spans to X-Ray's own OTLP endpoint; takes the place of `daemon`. @default none */
  readonly otlp?: XRayOtlpOptions;
  readonly naming?: XRayNamingOptions;
}
