import type { OtlpProtocol } from './otlp-signal.js';

/** Where and how one signal is posted by OTLP over HTTP. */
export interface OtlpTransportOptions {
  /** The whole URL of the signal. */
  readonly url: string;
  /** @default 'http/protobuf' */
  readonly protocol?: OtlpProtocol;
  /** Sent with every request. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 'none' */
  readonly compression?: 'none' | 'gzip';
  /** Gives the headers that prove who sends a request, for each one anew. @default none */
  readonly authorize?: RequestAuthorizer;
}

/** A request that is about to be sent. */
interface UnsentRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Gives all headers of a request. Rejects when nobody may send it; it is then tried again later. */
export type RequestAuthorizer = (
  request: UnsentRequest,
) => Promise<Record<string, string>>;
