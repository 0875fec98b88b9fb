import {
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, throwError, type Observable } from 'rxjs';
import type { InputCode } from './input-codes.js';
import { InvalidInputException } from './invalid-input.exception.js';

/** Codes for what is wrong with a request outside the part that a schema sees. */
export type RequestCheck = (request: FastifyRequest) => readonly InputCode[];

/**
 * Nest validates each parameter of a handler on its own, and the first that fails ends the request. This adds the
 * codes of the path and of the acting user to those of the body, so that one answer tells all. It never lets a request
 * pass or fail by itself: the use case refuses the same values again.
 */
export function AlsoCheck(check: RequestCheck): MethodDecorator {
  return UseInterceptors(new AlsoCheckInterceptor(check));
}

class AlsoCheckInterceptor implements NestInterceptor {
  constructor(private readonly check: RequestCheck) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<unknown>,
  ): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof InvalidInputException))
          return throwError(() => error);
        const request = context.switchToHttp().getRequest<FastifyRequest>();
        const codes = [...error.codes, ...this.check(request)];
        return throwError(() => new InvalidInputException(codes));
      }),
    );
  }
}
