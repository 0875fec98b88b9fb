import type { Writable } from 'node:stream';
import type { OtlpTransportOptions } from '../otlp/index.js';
import type { LogLevel } from './record/log-level.js';

/** What every line says about where it comes from. */
export interface LoggedService {
  readonly name: string;
  readonly version: string;
  /** `production`, `development` … */
  readonly environment: string;
}

/** Where lines go besides standard output. */
export interface CloudWatchOptions {
  /** Log group, 1 to 512 characters; made when it is missing and may be made. */
  readonly group: string;
  /** Log stream, 1 to 512 characters, one for each process; made when it is missing. */
  readonly stream: string;
  readonly region: string;
  /** URL of another endpoint. @default the region's own */
  readonly endpoint?: string | undefined;
  /** @default the AWS SDK's chain: environment, shared files, container role, instance role */
  readonly credentials?:
    | {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        readonly sessionToken?: string;
      }
    | undefined;
  /** Time that a line waits for its batch to fill, in milliseconds. @default 1000 */
  readonly maxBatchAgeMs?: number | undefined;
}

/** Where lines go by OTLP over HTTP besides. */
export interface OtlpLogsOptions extends OtlpTransportOptions {
  /** Time limit of one attempt, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
  /** Time that a line waits for its batch to fill, in milliseconds. @default 1000 */
  readonly maxBatchAgeMs?: number;
}

export interface LoggingModuleOptions {
  /**
   * The least severe level written, to standard output and to CloudWatch Logs alike. The access line of a response is
   * telemetry, not a remark of the application: it is written whatever the level.
   */
  readonly level: LogLevel;
  /**
   * `json`: one JSON object a line; `pretty`: short lines for a person, coloured where the terminal shows colours and
   * NO_COLOR is not set. CloudWatch Logs gets JSON either way.
   * @default 'pretty' on a terminal outside of production, else 'json'
   */
  readonly format?: 'json' | 'pretty' | undefined;
  readonly service: LoggedService;
  /** CloudWatch Logs; left out, lines go to standard output only. */
  readonly cloudWatch?: CloudWatchOptions | undefined;
  /** OTLP logs; left out, none are sent. */
  readonly otlp?: OtlpLogsOptions | undefined;
  /** Where lines are written. @default process.stdout */
  readonly destination?: Writable | undefined;
}
