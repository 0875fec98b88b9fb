import { STATUS_CODES } from 'node:http';
import { Logger } from '@nestjs/common';
import type { FinishedRequest, RequestObserver } from '../request/index.js';
import type { ErrorReporter } from './error-reporter.service.js';

const logger = new Logger('Exceptions');

/**
 * Reports and logs what a handler answers with a status of 500 or more by itself, without an exception: the caller is
 * failed all the same. Not one that is expected (`expectFailure()`), nor one that did not reach its end, which is told as broken off.
 */
export function reportFailedAnswers(
  observer: Pick<RequestObserver, 'onFinished'>,
  reporter: Pick<ErrorReporter, 'message'>,
): void {
  observer.onFinished((request) => {
    if (isFailedAnswer(request)) {
      const { method, route = '(no route)', status } = request;
      const phrase = STATUS_CODES[status] ?? '';
      const text =
        `${method} ${route} answered ${String(status)} ${phrase}`.trimEnd();
      const uuid = reporter.message(text, 'error');
      logger.error(
        text,
        ...(uuid === undefined ? [] : [{ rollbar_uuid: uuid }]),
      );
    }
  });
}

function isFailedAnswer(request: FinishedRequest): boolean {
  return request.status >= 500 && !request.aborted && !request.failureTold;
}
