import { STATUS_CODES } from 'node:http';

const DETAILS: ReadonlyMap<number, string> = new Map([
  [400, 'The request is malformed.'],
  [401, 'This needs an identity, and the request gave none that is valid.'],
  [403, 'The identity of this request may not do this.'],
  [404, 'There is nothing at this path.'],
  [405, 'This path does not answer to that method.'],
  [406, 'There is no answer in a form the request accepts.'],
  [408, 'The request took too long to arrive.'],
  [409, 'The request conflicts with what is there.'],
  [413, 'The body is larger than this service accepts.'],
  [414, 'A part of the path is longer than this service accepts.'],
  [415, 'This service does not read a body of that content type.'],
  [422, 'The request is well formed, but what it asks is not valid.'],
  [429, 'Too many requests; try again later.'],
  [431, 'The request headers are larger than this service accepts.'],
  [500, 'Something went wrong here. The trace id tells us what.'],
  [502, 'A service this one depends on gave a wrong answer.'],
  [503, 'This service can not answer just now; try again later.'],
  [504, 'A service this one depends on took too long.'],
]);

/** What is said of a status when there is nothing more to say, or when nothing more may be said. */
export function defaultDetail(status: number): string {
  return DETAILS.get(status) ?? STATUS_CODES[status] ?? 'Error';
}
