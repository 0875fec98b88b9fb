import { randomUUID } from 'node:crypto';
import {
  bodyOf,
  type WireRequest,
  type WireResponse,
} from '../listener/http-listener.js';
import type { Arrival } from '../store/payload.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { AwsError, checkSignature } from '../aws/index.js';
import {
  createLogGroup,
  createLogStream,
  describeLogGroups,
  describeLogStreams,
  listTagsForResource,
  putRetentionPolicy,
  tagResource,
} from './group-operations.js';
import { DeniedRights } from './denied-rights.js';
import { LogGroups } from './log-groups.js';
import type { Operation } from './operation.js';
import { putLogEvents } from './put-log-events.js';
import { filterLogEvents, getLogEvents } from './read-operations.js';

const TARGET_PREFIX = 'Logs_20140328.';
const CONTENT_TYPE = 'application/x-amz-json-1.1';
/** Room for the largest batch with every character escaped and 10,000 events' punctuation, bytes. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateLogGroup: createLogGroup,
  CreateLogStream: createLogStream,
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
  ListTagsForResource: listTagsForResource,
  PutLogEvents: putLogEvents,
  PutRetentionPolicy: putRetentionPolicy,
  TagResource: tagResource,
};

/** CloudWatch Logs over AWS JSON 1.1, with a Signature Version 4 required. */
export class CloudWatchLogsReceiver {
  /** Largest body to read. */
  readonly maxBodyBytes = MAX_BODY_BYTES;
  readonly #store: TelemetryStore;
  readonly #groups = new LogGroups();
  /** What the caller may not do. */
  readonly denied = new DeniedRights();

  constructor(store: TelemetryStore) {
    this.#store = store;
  }

  /** Answers one request. */
  readonly handle = (request: WireRequest): WireResponse => {
    const operation = operationOf(request);
    const arrival = this.#store.receive('cloudwatch', {
      ...bodyOf(request, operation === 'PutLogEvents'),
      ...(operation === '' ? {} : { operation }),
    });
    const headers = {
      'content-type': CONTENT_TYPE,
      'x-amzn-requestid': randomUUID(),
    };
    try {
      const answer = this.#perform(request, operation, arrival);
      // Operations without output answer with an empty body (AWS JSON 1.1).
      const empty = Object.keys(answer).length === 0;
      return {
        status: 200,
        headers,
        body: empty ? '' : JSON.stringify(answer),
      };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#store.countRefused('cloudwatch');
      if (error.isViolation) {
        this.#store.violate(
          'cloudwatch',
          [{ rule: error.rule, message: error.message, refused: true }],
          `${targetOf(request)} ${request.body.toString('utf8', 0, 2_000)}`,
        );
      }
      return {
        status: error.status,
        headers: { ...headers, 'x-amzn-errortype': error.type },
        body: JSON.stringify({ __type: error.type, message: error.message }),
      };
    }
  };

  #perform(
    request: WireRequest,
    name: string,
    arrival: Arrival,
  ): Readonly<Record<string, unknown>> {
    const operation = Object.hasOwn(OPERATIONS, name)
      ? OPERATIONS[name]
      : undefined;
    const contentType = request.headers['content-type']?.split(';', 1)[0];
    if (
      request.method !== 'POST' ||
      request.path !== '/' ||
      contentType?.trim().toLowerCase() !== CONTENT_TYPE ||
      !operation
    ) {
      throw new AwsError(
        'UnknownOperationException',
        'request.operation',
        `Expected POST / with ${CONTENT_TYPE} and an X-Amz-Target of ${TARGET_PREFIX}{${Object.keys(OPERATIONS).join('|')}}.`,
      );
    }
    checkSignature(request.headers, 'logs');
    if (request.bodyTooLarge) {
      throw new AwsError(
        'RequestEntityTooLargeException',
        'request.too-large',
        `The request passes ${MAX_BODY_BYTES} bytes.`,
      );
    }
    const input = parseBody(request.body);
    this.denied.check(name, input);
    return operation(input, {
      groups: this.#groups,
      store: this.#store,
      arrival,
    });
  }
}

function targetOf(request: WireRequest): string {
  const target = request.headers['x-amz-target'];
  return typeof target === 'string' ? target.slice(0, 200) : '';
}

/** The operation named, whether it is known or not; empty when none is. */
function operationOf(request: WireRequest): string {
  const target = targetOf(request);
  return target.startsWith(TARGET_PREFIX)
    ? target.slice(TARGET_PREFIX.length)
    : '';
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new AwsError(
      'SerializationException',
      'request.json',
      'The body is not JSON in UTF-8.',
    );
  }
}
