import { Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidInputException } from './invalid-input.exception.js';

/**
 * Checks `@Body`, `@Query` and `@Param` against the schema each names. In these schemas the message of an issue is one
 * of the input codes, so the answer is 422 with the codes of all issues.
 */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) =>
        new InvalidInputException(issues.map((issue) => issue.message)),
    });
  }
}
