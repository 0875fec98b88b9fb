/** How one sink's records are kept on disk. */
export interface RecordCodec<T> {
  /** @throws when the record can't be kept */
  encode(record: T): Uint8Array;
  /**
   * The record, from bytes that `encode` made, be it in another process or an earlier release.
   *
   * @throws when the bytes are none
   */
  decode(bytes: Uint8Array): T;
}
