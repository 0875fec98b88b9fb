/** What an exception means to the caller. */
export interface Failure {
  /** 400 to 599. */
  readonly status: number;
  /** Meant for the caller's eyes; undefined where only the status may be told. */
  readonly detail?: string;
  /** A list of error codes: it is the whole answer, sent as it is. */
  readonly codes?: readonly unknown[];
}
