import { createRequire } from 'node:module';
import { type Attributes, type Span, SpanStatusCode } from '@opentelemetry/api';
import { noteAttribute, noteFlag } from './sdk-attributes.js';

/** One command of an AWS client, as far as it is known before it is sent. */
export interface AwsCall {
  /** `CloudWatchLogs` */
  readonly service: string;
  /** `PutLogEvents` */
  readonly command: string;
  readonly region: string;
  readonly input: unknown;
}

/** How it ended: what the SDK's client returned or threw. */
export interface AwsOutcome {
  readonly output?: unknown;
  readonly error?: unknown;
}

/** Errors by which AWS services throttle with other statuses than 429. Source: `@smithy/service-error-classification` 2, which the X-Ray SDK asks. */
const THROTTLING = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

type AwsBlock = new (response: object, service: string) => object;

/** The SDK's own `aws` block, which knows which parameters of which service are harmless. */
const loadAwsBlock = (): AwsBlock =>
  createRequire(import.meta.url)(
    'aws-xray-sdk-core/dist/lib/segments/attributes/aws',
  );
let SdkAwsBlock: AwsBlock | undefined;

/** What is known before a call. Source: OpenTelemetry semantic conventions, "AWS SDK". */
export function callAttributes({
  service,
  command,
  region,
}: AwsCall): Attributes {
  return {
    'rpc.system.name': 'aws-api',
    'rpc.method': `${service}/${command}`,
    'cloud.region': region,
  };
}

/** Puts on a span how a call ended, for all vendors, and X-Ray's `aws` block. */
export function noteOutcome(
  span: Span,
  call: AwsCall,
  { output, error }: AwsOutcome,
): void {
  const metadata = field(output ?? error, '$metadata');
  const status = field(metadata, 'httpStatusCode');
  const requestId = field(metadata, 'requestId');
  const extendedRequestId = field(metadata, 'extendedRequestId');
  span.setAttributes({
    ...(typeof status === 'number'
      ? { 'http.response.status_code': status }
      : {}),
    ...(typeof requestId === 'string' ? { 'aws.request_id': requestId } : {}),
    ...(typeof extendedRequestId === 'string'
      ? { 'aws.extended_request_id': extendedRequestId }
      : {}),
  });
  const operation = `${call.command.charAt(0).toLowerCase()}${call.command.slice(1)}`;
  SdkAwsBlock ??= loadAwsBlock();
  noteAttribute(
    span,
    'aws',
    new SdkAwsBlock(
      {
        requestId,
        extendedRequestId,
        retryCount: retriesOf(metadata),
        data: output,
        request: {
          operation,
          params: call.input ?? {},
          httpRequest: { region: call.region, statusCode: status },
        },
      },
      call.service,
    ),
  );
  if (error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    if (isThrottling(error)) {
      noteFlag(span, 'throttle');
    }
  }
}

/** An error's own model may say so too. */
function isThrottling(error: unknown): boolean {
  const name = field(error, 'name');
  return (
    (typeof name === 'string' && THROTTLING.has(name)) ||
    field(field(error, '$retryable'), 'throttling') === true
  );
}

/** Attempts count the first one; X-Ray counts those after it. */
function retriesOf(metadata: unknown): number {
  const attempts = field(metadata, 'attempts');
  return typeof attempts === 'number' && attempts > 0 ? attempts - 1 : 0;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, name)
    : undefined;
}
