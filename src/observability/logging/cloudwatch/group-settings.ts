import {
  type CloudWatchLogs,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  type LogGroup,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { CloudWatchOptions } from '../logging.options.js';
import { MissingRight, withRight } from './missing-right.js';

/**
 * Retention and tags of a log group. Only what is missing is set: a retention or a tag that somebody gave it stays. What the
 * process may not do is returned as a problem each, which names the right.
 */
export class GroupSettings {
  readonly tags: Readonly<Record<string, string>> | undefined;
  private readonly group: string;
  private readonly retentionDays: number | undefined;

  constructor(
    private readonly client: CloudWatchLogs,
    {
      group,
      retentionDays,
      tags,
    }: Pick<CloudWatchOptions, 'group' | 'retentionDays' | 'tags'>,
  ) {
    this.group = group;
    this.retentionDays = retentionDays;
    this.tags =
      tags === undefined || Object.keys(tags).length === 0 ? undefined : tags;
  }

  /** Whether there is nothing to set. */
  get isEmpty(): boolean {
    return this.retentionDays === undefined && this.tags === undefined;
  }

  /**
   * For a group that was just made, with its tags.
   *
   * @throws the SDK's error for what is no matter of rights
   */
  addToNew(abortSignal: AbortSignal): Promise<string[]> {
    return problemsOf([['no retention', () => this.setRetention(abortSignal)]]);
  }

  /**
   * For a group that was there before.
   *
   * @throws the SDK's error for what is no matter of rights
   */
  async add(abortSignal: AbortSignal): Promise<string[]> {
    let found: LogGroup | undefined;
    const unseen = await problemsOf([
      [
        'retention and tags were not looked at',
        async () => {
          found = await this.describe(abortSignal);
        },
      ],
    ]);
    if (found === undefined) {
      return unseen;
    }
    const { retentionInDays, logGroupArn } = found;
    return problemsOf([
      [
        'no retention',
        async () => {
          if (retentionInDays === undefined) {
            await this.setRetention(abortSignal);
          }
        },
      ],
      ['no tags', () => this.addTags(logGroupArn, abortSignal)],
    ]);
  }

  private async describe(
    abortSignal: AbortSignal,
  ): Promise<LogGroup | undefined> {
    const { logGroups = [] } = await withRight('logs:DescribeLogGroups', () =>
      this.client.send(
        // The first of those that begin with the name, in their order, is the one of the name.
        new DescribeLogGroupsCommand({ logGroupNamePrefix: this.group }),
        { abortSignal },
      ),
    );
    return logGroups.find(({ logGroupName }) => logGroupName === this.group);
  }

  private async setRetention(abortSignal: AbortSignal): Promise<void> {
    const { group: logGroupName, retentionDays: retentionInDays } = this;
    if (retentionInDays !== undefined) {
      await withRight('logs:PutRetentionPolicy', () =>
        this.client.send(
          new PutRetentionPolicyCommand({ logGroupName, retentionInDays }),
          { abortSignal },
        ),
      );
    }
  }

  private async addTags(
    resourceArn: string | undefined,
    abortSignal: AbortSignal,
  ): Promise<void> {
    if (this.tags === undefined || resourceArn === undefined) {
      return;
    }
    const { tags: there = {} } = await withRight(
      'logs:ListTagsForResource',
      () =>
        this.client.send(new ListTagsForResourceCommand({ resourceArn }), {
          abortSignal,
        }),
    );
    const tags = Object.fromEntries(
      Object.entries(this.tags).filter(([key]) => !Object.hasOwn(there, key)),
    );
    if (Object.keys(tags).length > 0) {
      await withRight('logs:TagResource', () =>
        this.client.send(new TagResourceCommand({ resourceArn, tags }), {
          abortSignal,
        }),
      );
    }
  }
}

/** Does all steps; what is missing a right is told by its words, and stops no other. */
async function problemsOf(
  steps: readonly (readonly [words: string, step: () => Promise<void>])[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const [words, step] of steps) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof MissingRight)) {
        throw error;
      }
      problems.push(`${words}: allow ${error.right}`);
    }
  }
  return problems;
}
