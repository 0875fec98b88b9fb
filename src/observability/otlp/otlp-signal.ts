import type { MessageType } from './json/message-type.js';

export type OtlpProtocol = 'http/protobuf' | 'http/json';

/** What a receiver says of a batch it took only a part of. */
export interface PartialSuccess {
  readonly rejected: number;
  readonly reason: string | undefined;
}

/** What differs between traces, logs and metrics on their way. */
export interface OtlpSignal<T> {
  /** Settles when the records can be encoded; undefined when they can at once. */
  ready?(records: readonly T[]): Promise<unknown> | undefined;
  /** The request in protobuf. What was encoded before is not encoded again. */
  compose(records: readonly T[]): Buffer;
  /** Records that have no bytes, because they could not be read: not part of the request. */
  unreadable(records: readonly T[]): number;
  /** Records that did not have to be sent any more: not part of the request. @default none */
  outdated?(records: readonly T[]): number;
  /** The request's type, for JSON. */
  readonly request: MessageType;
  /** @throws when the body of the answer can't be read */
  partialSuccess(
    body: Buffer,
    protocol: OtlpProtocol,
  ): PartialSuccess | undefined;
}
