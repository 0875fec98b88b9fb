import type { Writable } from 'node:stream';
import type { OtlpTransportOptions } from '../otlp/index.js';
import type { CaptureOptions } from './capture/capture-output.js';
import type { LevelsByContext } from './levels/context-levels.js';
import type { LogLevel } from './record/log-level.js';
import type { LoggedService } from './line/logged-service.js';
import type { StartedLogging } from './started-logging.js';

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
  /**
   * Days that the group keeps its lines, where it has no time of its own; one of those that PutRetentionPolicy takes.
   * @default for ever
   */
  readonly retentionDays?: number | undefined;
  /** Tags of the group that it does not have yet; at most 50. @default none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
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
  /** Levels of contexts (the name given to Nest's `Logger`; `*` stands for any text), which go before `level`. @default none */
  readonly levels?: LevelsByContext | undefined;
  /** What of the process's own output becomes log lines, from `startLogging` on: the module alone takes nothing over. @default nothing */
  readonly capture?: CaptureOptions | undefined;
  /** The logger that `startLogging` made before Nest. @default the module makes one */
  readonly started?: StartedLogging | undefined;
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
