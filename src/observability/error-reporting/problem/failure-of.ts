import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { cutText } from '../../redaction/index.js';
import { readProperty } from '../occurrence/read-property.js';
import type { Failure } from './failure.js';
import { fastifyFailure } from './fastify-failure.js';

const INTERNAL: Failure = { status: 500 };
const MAX_DETAIL_LENGTH = 1024;

/**
 * Reads an exception as an answer. Only what was made to be one tells its status and, below 500, its message: Nest's
 * HttpException, Fastify's own errors, errors in the manner of http-errors (`expose`), and plain objects with
 * `statusCode` and `message`. An error that merely carries a status, as HTTP clients' errors do, is a failure of ours: 500.
 */
export function failureOf(exception: unknown): Failure {
  try {
    return read(exception);
  } catch {
    return INTERNAL;
  }
}

function read(exception: unknown): Failure {
  if (exception instanceof HttpException) {
    return httpFailure(exception);
  }
  if (typeof exception !== 'object' || exception === null) {
    return INTERNAL;
  }
  return fastifyFailure(exception) ?? httpErrorsFailure(exception) ?? INTERNAL;
}

function httpFailure(exception: HttpException): Failure {
  const status = exception.getStatus();
  if (!isErrorStatus(status)) {
    return INTERNAL;
  }
  if (status >= 500) {
    return { status };
  }
  const { cause } = exception;
  const fromFastify =
    typeof cause === 'object' && cause !== null
      ? fastifyFailure(cause)
      : undefined;
  if (fromFastify !== undefined) {
    return fromFastify;
  }
  const response = exception.getResponse();
  return Array.isArray(response)
    ? { status, codes: response }
    : { status, ...toDetail(status, textOf(response)) };
}

/** Source: the http-errors package: `expose` says whether the message is meant for the caller. */
function httpErrorsFailure(exception: object): Failure | undefined {
  const status = readProperty(exception, 'statusCode');
  const expose = readProperty(exception, 'expose');
  const message = readProperty(exception, 'message');
  if (!isErrorStatus(status)) {
    return undefined;
  }
  const isAnswer =
    typeof expose === 'boolean' ||
    (!(exception instanceof Error) && typeof message === 'string');
  if (!isAnswer) {
    return undefined;
  }
  return {
    status,
    ...(status < 500 && expose !== false ? toDetail(status, message) : {}),
  };
}

function textOf(response: string | object): unknown {
  if (typeof response === 'string') {
    return response;
  }
  const message =
    readProperty(response, 'detail') ?? readProperty(response, 'message');
  return Array.isArray(message)
    ? message.filter((part) => typeof part === 'string').join('; ')
    : message;
}

function toDetail(status: number, text: unknown): { detail?: string } {
  return typeof text === 'string' &&
    text !== '' &&
    text !== STATUS_CODES[status]
    ? { detail: cutText(text, MAX_DETAIL_LENGTH) }
    : {};
}

function isErrorStatus(status: unknown): status is number {
  return (
    typeof status === 'number' &&
    Number.isInteger(status) &&
    status >= 400 &&
    status <= 599
  );
}
