import type { ErrorAnswer } from '../../query/query.types.js';

/** The sandbox refused a question, or did not answer. `code` is the API's, or `UNREACHABLE`. */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Asks the sandbox's API.
 *
 * @throws AskError
 */
export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    throw new AskError(
      'UNREACHABLE',
      'The sandbox does not answer. Is it still running?',
      { cause: error },
    );
  }
  const answer: T & ErrorAnswer = await response.json();
  if (response.ok) return answer;
  throw new AskError(answer.code, answer.message);
}

/** Sends JSON. @throws AskError */
export function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  return ask<T>(path, {
    method,
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
  });
}

/** What to show a person of an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
