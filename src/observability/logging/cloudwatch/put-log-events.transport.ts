import type {
  CloudWatchLogs,
  PutLogEventsCommand,
  PutLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import type { AttemptResult, Transport } from '../../delivery/index.js';
import type { LogEvent } from './log-event.js';
import { type LogGroup } from './log-group.js';
import { isNamed, withRight } from './missing-right.js';
import { outcomeOfFailure, statusOf } from './put-failure.js';
import { putLogEventsCommand } from './put-log-events.command.js';

/** From the first event of a batch to its last. Source: CloudWatch Logs API reference, PutLogEvents. */
const MAX_SPAN_MS = 24 * 60 * 60 * 1000;

/** Puts batches of events into one log stream, which is made, with its group, when it is missing. */
export class PutLogEventsTransport implements Transport<LogEvent> {
  constructor(
    private readonly client: CloudWatchLogs,
    private readonly group: LogGroup,
  ) {}

  async send(
    records: readonly LogEvent[],
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    const events = records.toSorted((a, b) => a.timestamp - b.timestamp);
    const first = events[0]?.timestamp ?? 0;
    const last = events.at(-1)?.timestamp ?? 0;
    if (last - first > MAX_SPAN_MS) {
      return {
        outcome: 'refused',
        reason: 'more than 24 hours lie between the first event and the last',
      };
    }
    // Not in the request that happened to fill the batch: this call is no part of its trace.
    return context.with(ROOT_CONTEXT, () => this.put(events, signal));
  }

  close(): void {
    this.group.close();
    this.client.destroy();
  }

  private async put(
    events: readonly LogEvent[],
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    try {
      const answer = await this.putOnce(events, signal);
      this.group.settle();
      return answered(answer, events.length);
    } catch (error) {
      if (isNamed(error, 'DataAlreadyAcceptedException')) {
        return { outcome: 'delivered' };
      }
      if (signal.aborted) {
        throw error;
      }
      return outcomeOfFailure(error);
    }
  }

  private async putOnce(
    events: readonly LogEvent[],
    signal: AbortSignal,
  ): Promise<Pick<PutLogEventsCommandOutput, 'rejectedLogEventsInfo'>> {
    const place = { group: this.group.name, stream: this.group.stream };
    const command = putLogEventsCommand(place, events);
    try {
      return await this.answerTo(command, signal);
    } catch (error) {
      if (!isNamed(error, 'ResourceNotFoundException')) {
        throw error;
      }
      await this.group.make(signal);
      return this.answerTo(command, signal);
    }
  }

  /** A success whose body can't be read (a proxy's page) says that the events were taken: they must not be sent again. */
  private async answerTo(
    command: PutLogEventsCommand,
    abortSignal: AbortSignal,
  ): Promise<Pick<PutLogEventsCommandOutput, 'rejectedLogEventsInfo'>> {
    try {
      return await withRight('logs:PutLogEvents', () =>
        this.client.send(command, { abortSignal }),
      );
    } catch (error) {
      const status = statusOf(error);
      if (status !== undefined && status >= 200 && status < 300) {
        return {};
      }
      throw error;
    }
  }
}

/** What the service kept. Too old and expired events stand at the front, too new ones at the end; ends are exclusive. */
function answered(
  {
    rejectedLogEventsInfo,
  }: Pick<PutLogEventsCommandOutput, 'rejectedLogEventsInfo'>,
  count: number,
): AttemptResult {
  if (rejectedLogEventsInfo === undefined) {
    return { outcome: 'delivered' };
  }
  const {
    tooOldLogEventEndIndex,
    expiredLogEventEndIndex,
    tooNewLogEventStartIndex,
  } = rejectedLogEventsInfo;
  const old = Math.max(
    tooOldLogEventEndIndex ?? 0,
    expiredLogEventEndIndex ?? 0,
  );
  const tooNew = count - (tooNewLogEventStartIndex ?? count);
  return {
    outcome: 'delivered',
    refused: Math.min(count, Math.max(0, old) + Math.max(0, tooNew)),
    reason: `rejectedLogEventsInfo: ${String(old)} too old or expired, ${String(tooNew)} too new`,
  };
}
