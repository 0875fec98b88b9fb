import type {
  WireHandler,
  WireRequest,
  WireResponse,
} from '../../listener/http-listener.js';

/** How a whole request is refused. */
export interface Refusal {
  readonly type: 'throttle' | '500' | '503' | '413' | '401';
  /** When to come again, seconds; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The refusals of one of AWS's APIs: status, and the type and message of the error. */
export type AwsRefusals = Readonly<
  Record<
    Refusal['type'],
    {
      readonly status: number;
      readonly type: string;
      readonly message: string;
    }
  >
>;

/** What a request of which single records were refused came to. */
interface PartialOutcome {
  readonly response: WireResponse;
  /** Records refused. */
  readonly rejected: number;
}

/** The words in which one vendor refuses. */
export interface FaultForm {
  /** Whether a request is of a kind that carries telemetry. */
  carriesRecords(request: WireRequest): boolean;

  /** The answer to a request that is refused as a whole. */
  refuse(request: WireRequest, refusal: Refusal): WireResponse;

  /**
   * Hands the records to keep on to the receiver, and adds those refused to
   * its answer. A request that it cannot read, or that carries no records, goes
   * on as it is.
   *
   * @param picksNext Asked once for every record; true refuses it.
   */
  refuseSome(
    request: WireRequest,
    picksNext: () => boolean,
    receiver: WireHandler<WireResponse>,
  ): Promise<PartialOutcome>;
}

/** A request with another body, as plain bytes. */
export function withBody(
  request: WireRequest,
  body: string | Uint8Array,
): WireRequest {
  const { 'content-encoding': _coding, ...headers } = request.headers;
  return { ...request, headers, body: Buffer.from(body) };
}

/** A response's body as JSON. */
export function jsonOf({ body = '' }: WireResponse): unknown {
  const text = Buffer.from(body).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}
