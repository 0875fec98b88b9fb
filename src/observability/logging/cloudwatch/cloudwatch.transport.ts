import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import WinstonCloudWatch from 'winston-cloudwatch';
import {
  type DeliveryQueue,
  type DeliveryRegistry,
  PRIORITY,
} from '../../delivery/index.js';
import type { LineSink } from '../line/line-sink.js';
import type { CloudWatchOptions } from '../logging.options.js';
import type { LogRecord } from '../record/log-record.js';
import { lineOf, recordOf, type WinstonInfo } from '../winston/winston-info.js';
import { type LogEvent, logEventCodec, toLogEvent } from './log-event.js';
import { LogGroup } from './log-group.js';
import { PutLogEventsTransport } from './put-log-events.transport.js';

/** Limits of PutLogEvents. Source: CloudWatch Logs API reference. */
const MAX_BATCH_EVENTS = 10_000;
const MAX_BATCH_BYTES = 1_048_576;

/** Memory of an event besides its message, in bytes. */
const EVENT_OBJECT_BYTES = 128;

/** Time that `kthxbye` waits for what is queued, in milliseconds: as long as winston-cloudwatch's own. */
const KTHXBYE_DEADLINE_MS = 10_000;

/**
 * winston-cloudwatch's transport with our delivery in the place of its own: every way into its queue, which would drop a
 * throttled batch and grow without bound, leads into a DeliveryQueue, and it is given our client, so that it makes none.
 */
export class CloudWatchTransport extends WinstonCloudWatch implements LineSink {
  readonly queue: DeliveryQueue<LogEvent>;

  constructor(
    client: CloudWatchLogs,
    options: CloudWatchOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    super({
      cloudWatchLogs: client,
      logGroupName: options.group,
      logStreamName: options.stream,
    });
    // It sets `info` for itself; without a level of its own a transport follows the logger's.
    Reflect.deleteProperty(this, 'level');
    this.queue = deliveries.open<LogEvent>({
      name: 'cloudwatch',
      transport: new PutLogEventsTransport(
        client,
        new LogGroup(client, options),
      ),
      sizeOf: ({ bytes }) => bytes,
      memoryOf: ({ bytes }) => bytes + EVENT_OBJECT_BYTES,
      priorityOf: () => PRIORITY.log,
      codec: logEventCodec,
      maxBatchBytes: MAX_BATCH_BYTES,
      maxBatchRecords: MAX_BATCH_EVENTS,
      maxBatchAgeMs: options.maxBatchAgeMs ?? 1000,
      // Two batches at once could overtake each other on the way into the stream.
      maxConcurrentBatches: 1,
    });
  }

  override log(info: WinstonInfo, next: () => void): void {
    this.add(info);
    next();
  }

  add(info: WinstonInfo): void {
    this.writeLine(recordOf(info), lineOf(info));
  }

  writeLine(record: LogRecord, json: string): void {
    this.queue.enqueue(toLogEvent(record.timestamp, json));
  }

  /** Nothing to do: what is queued is on its way. */
  submit(done: (error?: Error) => void): void {
    done();
  }

  /** Called back when everything logged so far is acknowledged, or with an error after ten seconds. */
  override kthxbye(done: (error: Error) => void): void {
    void this.flushThen(done);
  }

  private async flushThen(done: (error: Error) => void): Promise<void> {
    const left = await this.queue.flush(KTHXBYE_DEADLINE_MS);
    // Its type knows no success, which is a call without an argument.
    Reflect.apply(done, undefined, left === 0 ? [] : [unacknowledged(left)]);
  }
}

function unacknowledged(lines: number): Error {
  return new Error(`${String(lines)} log lines are not acknowledged yet`);
}
