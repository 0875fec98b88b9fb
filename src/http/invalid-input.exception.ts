import { HttpException, HttpStatus } from '@nestjs/common';
import { orderedCodes, type InputCode } from './input-codes.js';

/** Input that can't be accepted: 422 with a JSON array of every code that applies. */
export class InvalidInputException extends HttpException {
  readonly codes: readonly InputCode[];

  constructor(codes: Iterable<string>) {
    const ordered = orderedCodes(codes);
    super(ordered, HttpStatus.UNPROCESSABLE_ENTITY);
    this.codes = ordered;
  }
}
