/** How a field's value is read and shown. */
export type Scalar =
  | 'text'
  /** Ids: hexadecimal, as OTLP wants them. */
  | 'hex'
  | 'base64'
  /** A number, or text beyond 2^53. */
  | 'int64'
  | 'uint'
  /** Text, as a time in nanoseconds never fits a number. */
  | 'fixed64'
  | 'sfixed64'
  | 'fixed32'
  | 'sint32'
  | 'double'
  | 'bool';

export interface Field {
  readonly name: string;
  readonly type: Scalar | (() => MessageType);
  readonly repeated?: true;
}

/** The fields of a protobuf message by their numbers. */
export type MessageType = Readonly<Record<number, Field>>;
