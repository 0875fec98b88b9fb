import {
  type CloudWatchLogs,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { TroubleReporter } from '../../delivery/index.js';
import type { CloudWatchOptions } from '../logging.options.js';
import { GroupSettings } from './group-settings.js';
import { isNamed, MissingRight, withRight } from './missing-right.js';

/** Looks at the settings of a group that was there before, until they are told or given up. */
const MAX_LOOKS = 3;
/** Time limit of one look, in milliseconds. */
const LOOK_MS = 10_000;

type LogGroupOptions = Pick<
  CloudWatchOptions,
  'group' | 'stream' | 'retentionDays' | 'tags'
>;

/**
 * The log stream of a process and its group: made when they are missing, the group with its retention and tags. What the
 * process may not do is told in one line; lines go out as long as the stream is there.
 */
export class LogGroup {
  readonly name: string;
  readonly stream: string;
  private readonly settings: GroupSettings;
  private looks = 0;
  private isSettled: boolean;
  private isClosed = false;

  constructor(
    private readonly client: CloudWatchLogs,
    options: LogGroupOptions,
    private readonly trouble = new TroubleReporter('cloudwatch'),
  ) {
    this.name = options.group;
    this.stream = options.stream;
    this.settings = new GroupSettings(client, options);
    this.isSettled = this.settings.isEmpty;
  }

  /**
   * Makes the stream, and its group where that too is missing. The stream comes first, as a role often may make streams
   * but no groups. What exists already, or is just being made by another process, is fine.
   *
   * @throws MissingRight, or the SDK's error where the service refuses
   */
  async make(abortSignal: AbortSignal): Promise<void> {
    try {
      await this.createStream(abortSignal);
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException')) {
        throw error;
      }
      await this.createGroup(abortSignal);
      await this.createStream(abortSignal);
    }
  }

  /** Gives a group that was there before the settings that it does not have; once, beside the lines, which wait for nothing. */
  settle(): void {
    if (!this.isSettled && !this.isClosed) {
      this.isSettled = true;
      this.looks += 1;
      void this.look();
    }
  }

  /** From now on nothing is told any more. */
  close(): void {
    this.isClosed = true;
  }

  private async look(): Promise<void> {
    try {
      this.tell(await this.settings.add(AbortSignal.timeout(LOOK_MS)));
    } catch (error) {
      if (this.looks < MAX_LOOKS) {
        this.isSettled = false;
      } else {
        this.tell([String(error)]);
      }
    }
  }

  private async createStream(abortSignal: AbortSignal): Promise<void> {
    await unlessExists(
      withRight('logs:CreateLogStream', () =>
        this.client.send(
          new CreateLogStreamCommand({
            logGroupName: this.name,
            logStreamName: this.stream,
          }),
          { abortSignal },
        ),
      ),
    );
  }

  private async createGroup(abortSignal: AbortSignal): Promise<void> {
    const { tags } = this.settings;
    const create = (withTags: boolean): Promise<unknown> =>
      withRight('logs:CreateLogGroup', () =>
        this.client.send(
          new CreateLogGroupCommand({
            logGroupName: this.name,
            ...(withTags && tags && { tags: { ...tags } }),
          }),
          { abortSignal },
        ),
      );
    const problems: string[] = [];
    try {
      await create(true);
    } catch (error) {
      if (isNamed(error, 'ResourceAlreadyExistsException')) {
        return;
      }
      if (!(error instanceof MissingRight) || error.right !== TAG_RIGHT) {
        throw error;
      }
      problems.push(`no tags: allow ${TAG_RIGHT}`);
      await unlessExists(create(false));
    }
    try {
      problems.push(...(await this.settings.addToNew(abortSignal)));
      this.isSettled = true;
    } catch {
      // Looked at again once a batch is delivered.
    }
    this.tell(problems);
  }

  private tell(problems: readonly string[]): void {
    if (problems.length > 0 && !this.isClosed) {
      this.trouble.report(`log group ${this.name}: ${problems.join('; ')}`);
    }
  }
}

/** The right that tags need, also when a group is made with them. Source: CloudWatch Logs API reference, CreateLogGroup. */
const TAG_RIGHT = 'logs:TagResource';

async function unlessExists(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!isNamed(error, 'ResourceAlreadyExistsException')) {
      throw error;
    }
  }
}
