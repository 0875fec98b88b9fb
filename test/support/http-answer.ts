/** A response whose body has been read, however the request was sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Trace id of its `traceparent` header; empty without one. */
  readonly traceId: string;
  /** Whether the flags of its `traceparent` header say sampled. */
  readonly sampled: boolean;
  /** Whether the body is as long as it was said to be; false for one that was cut off. */
  readonly complete: boolean;
}

export function httpAnswer(
  status: number,
  headers: Headers,
  body: string,
  complete: boolean,
): HttpAnswer {
  const [, traceId = '', , flags = ''] =
    headers.get('traceparent')?.split('-') ?? [];
  return {
    status,
    headers,
    body,
    traceId,
    sampled: isSampled(flags),
    complete,
  };
}

/** Source: W3C Trace Context, "sampled flag": the lowest bit. */
function isSampled(flags: string): boolean {
  return (Number.parseInt(flags, 16) & 1) === 1;
}
