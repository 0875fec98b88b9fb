import type { Answer } from './api-client.js';
import { problem } from './schemas.js';

/** Expects a status; a failing test shows the body. */
export function expectStatus(answer: Answer, status: number): void {
  const { status: actual, text } = answer;
  expect({ status: actual, text }).toEqual({ status, text });
}

/** Expects a failure in the form of RFC 9457. */
export function expectProblem(answer: Answer, status: number): void {
  expectStatus(answer, status);
  expect(answer.headers.get('content-type')).toMatch(
    /^application\/problem\+json/,
  );
  expect(problem.parse(answer.json).status).toBe(status);
}

/** Expects a refusal with exactly these codes, in this order. */
export function expectCodes(answer: Answer, codes: readonly string[]): void {
  expectStatus(answer, 422);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.json).toEqual(codes);
}
