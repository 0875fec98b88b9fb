import {
  type CloudWatchLogs,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
} from '@aws-sdk/client-cloudwatch-logs';

/**
 * Makes the log stream, and its group where that too is missing. The stream comes first, as a role often may make streams
 * but no groups. What exists already, or is just being made by another process, is fine.
 *
 * @throws the SDK's error where the service refuses
 */
export async function ensureLogStream(
  client: CloudWatchLogs,
  logGroupName: string,
  logStreamName: string,
  abortSignal: AbortSignal,
): Promise<void> {
  const createStream = (): Promise<unknown> =>
    client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }), {
      abortSignal,
    });
  try {
    await createStream();
  } catch (error) {
    if (isNamed(error, 'ResourceAlreadyExistsException')) {
      return;
    }
    if (!isNamed(error, 'ResourceNotFoundException')) {
      throw error;
    }
    await unlessExists(
      client.send(new CreateLogGroupCommand({ logGroupName }), { abortSignal }),
    );
    await unlessExists(createStream());
  }
}

/** Whether an SDK error is the service's exception of that name. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

async function unlessExists(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!isNamed(error, 'ResourceAlreadyExistsException')) {
      throw error;
    }
  }
}
