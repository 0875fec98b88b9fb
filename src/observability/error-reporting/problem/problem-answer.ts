import type { Answer } from './answer.js';
import type { Failure } from './failure.js';
import { type ProblemReferences, problemOf } from './problem.js';

/** A failure as it goes out: a list of error codes as plain JSON, everything else as a problem document (RFC 9457). */
export function problemAnswer(
  failure: Failure,
  url: string,
  references: ProblemReferences,
): Answer {
  const codes = failure.codes === undefined ? undefined : encode(failure.codes);
  return {
    status: failure.status,
    ...(codes === undefined
      ? {
          contentType: 'application/problem+json; charset=utf-8',
          body: JSON.stringify(problemOf(failure, url, references)),
        }
      : { contentType: 'application/json; charset=utf-8', body: codes }),
  };
}

function encode(codes: readonly unknown[]): string | undefined {
  try {
    return JSON.stringify(codes);
  } catch {
    return undefined;
  }
}
