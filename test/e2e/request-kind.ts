/** One kind of request: what is sent, and what every vendor must have of it beyond what follows from its status. */
export interface RequestKind {
  readonly name: string;
  /** Method and request target: `GET /nowhere`. */
  readonly ask: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Version of HTTP. @default 1.1 */
  readonly version?: '1.0';
  /** What the client does besides waiting for the answer. @default nothing */
  readonly client?: 'leaves' | 'leaves after the first bytes';
  /** Status of the answer; where there is none, that of the access line. */
  readonly status: number;
  readonly answer?: Readonly<Record<string, string>>;
  /** Route template; `false` where none matched. @default the path that is asked for */
  readonly route?: string | false;
  /** Name of the server span, where method and route do not make it. */
  readonly span?: string;
  /** `error.type` of the server span. @default none below 400, from there on the status */
  readonly errorType?: string;
  /** The caller's span, where the request continues a trace. @default none */
  readonly parent?: string;
  /** Where it does not follow from the status. */
  readonly outcome?: Outcome;
  /** Spans and those directly below each. */
  readonly edges?: Readonly<Record<string, readonly string[]>>;
}

/** What follows from how a request went. */
export interface Outcome {
  /** Of the server span. */
  readonly spanStatus: 'unset' | 'error';
  /** Of the segment. */
  readonly flags: readonly ('error' | 'throttle' | 'fault')[];
  /** Levels and contexts of the log lines. */
  readonly log: readonly string[];
  /** Rollbar's. */
  readonly items: number;
}
