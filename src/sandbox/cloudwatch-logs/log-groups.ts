import { AwsError, invalid } from '../aws/index.js';

/** A log stream. */
export interface LogStream {
  readonly name: string;
  readonly creationTime: number;
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
}

/** A log group. */
export interface LogGroup {
  readonly name: string;
  readonly arn: string;
  readonly creationTime: number;
  retentionInDays?: number;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStream>;
  storedBytes: number;
}

const ARN_PREFIX = 'arn:aws:logs:us-east-1:000000000000:log-group:';
/** Tags on one resource (CloudWatch Logs API, TagResource). */
const MAX_TAGS = 50;
/** Bounds of what is kept here; the service's own quota is a million groups. */
const MAX_GROUPS = 1_000;
const MAX_STREAMS = 10_000;

/** The log groups of the account with their streams. */
export class LogGroups {
  readonly #groups = new Map<string, LogGroup>();

  /** All groups by name. */
  list(): LogGroup[] {
    return [...this.#groups.values()].toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }

  /** @throws AwsError `ResourceAlreadyExistsException`. */
  createGroup(name: string, tags: Readonly<Record<string, string>>): void {
    if (this.#groups.has(name)) {
      throw exists('group', 'The specified log group already exists');
    }
    if (this.#groups.size >= MAX_GROUPS) {
      throw invalid(
        'group.limit',
        `At most ${MAX_GROUPS} log groups are kept.`,
      );
    }
    const group: LogGroup = {
      name,
      arn: `${ARN_PREFIX}${name}`,
      creationTime: Date.now(),
      tags: new Map(),
      streams: new Map(),
      storedBytes: 0,
    };
    this.#tag(group, tags);
    this.#groups.set(name, group);
  }

  /** @throws AwsError `ResourceNotFoundException`, `ResourceAlreadyExistsException`. */
  createStream(groupName: string, name: string): void {
    const { streams } = this.group(groupName);
    if (streams.has(name)) {
      throw exists('stream', 'The specified log stream already exists');
    }
    if (streams.size >= MAX_STREAMS) {
      throw invalid('stream.limit', `At most ${MAX_STREAMS} streams are kept.`);
    }
    streams.set(name, { name, creationTime: Date.now() });
  }

  /** @throws AwsError `ResourceNotFoundException`. */
  group(name: string): LogGroup {
    const group = this.#groups.get(name);
    if (group) return group;
    throw missing('group', 'The specified log group does not exist.');
  }

  /** @throws AwsError `ResourceNotFoundException`. */
  stream(groupName: string, name: string): LogStream {
    const stream = this.group(groupName).streams.get(name);
    if (stream) return stream;
    throw missing('stream', 'The specified log stream does not exist.');
  }

  /**
   * Tags a group by its ARN.
   *
   * @throws AwsError `ResourceNotFoundException`, `TooManyTagsException`.
   */
  tagByArn(arn: string, tags: Readonly<Record<string, string>>): void {
    this.#tag(this.groupByArn(arn, 'TagResource'), tags);
  }

  /**
   * A group by its ARN, which ends with its name (CloudWatch Logs API, TagResource: no `:*` behind it).
   *
   * @throws AwsError `ResourceNotFoundException`, `InvalidParameterException`.
   */
  groupByArn(arn: string, operation: string): LogGroup {
    const name = /^arn:[\w-]+:logs:[\w-]*:\d{12}:log-group:([^:*]+)$/.exec(
      arn,
    )?.[1];
    if (name === undefined) {
      throw invalid(`${operation}.resourceArn`, 'The ARN names no log group.');
    }
    return this.group(name);
  }

  #tag(group: LogGroup, tags: Readonly<Record<string, string>>): void {
    const merged = new Map([...group.tags, ...Object.entries(tags)]);
    if (merged.size > MAX_TAGS) {
      throw new AwsError(
        'TooManyTagsException',
        'tags.limit',
        `A resource can have no more than ${MAX_TAGS} tags.`,
      );
    }
    for (const [key, value] of merged) group.tags.set(key, value);
  }
}

function missing(what: string, message: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what}.missing`, message);
}

function exists(what: string, message: string): AwsError {
  return new AwsError(
    'ResourceAlreadyExistsException',
    `${what}.exists`,
    message,
  );
}
