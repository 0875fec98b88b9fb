import { type Attributes, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { boundedText } from './bounded-text.js';
import { isRemoteCall } from './remote-name.js';
import type {
  CauseBlock,
  DocumentNode,
  ExceptionDocument,
  ExceptionReference,
} from './segment-document.js';
import { parseStack } from './stack-frames.js';

/** Attributes that the block tells; they need not stand in the metadata too. */
export const CAUSE_BLOCK_ATTRIBUTES: readonly string[] = [
  'exception.type',
  'exception.message',
  'exception.stacktrace',
];

/** Characters of a message that are kept. */
const MAX_MESSAGE_LENGTH = 4096;
/** Exceptions described on one span. */
const MAX_EXCEPTIONS = 5;

const workingDirectory = currentDirectory();

/** A `cause` block, and the exception that it describes or refers to. */
export interface Cause {
  readonly block?: CauseBlock;
  readonly exception?: ExceptionReference;
}

const NO_CAUSE: Cause = {};

/**
 * Why a span failed: the exceptions that surfaced in it (attributes, or events of instrumentation that records so), else a
 * reference to the child in which the same exception surfaced, else its status message.
 */
export function causeOf(
  span: ReadableSpan,
  children: readonly DocumentNode[],
): Cause {
  const { attributes, events, status } = span;
  if (
    status.code !== SpanStatusCode.ERROR &&
    events.length === 0 &&
    !isException(attributes)
  ) {
    return NO_CAUSE;
  }
  const described = [
    attributes,
    ...events
      .filter(({ name }) => name === 'exception')
      .map((event) => event.attributes ?? {}),
  ].filter(isException);
  if (described.length > 0) {
    return causeFrom(
      described
        .slice(0, MAX_EXCEPTIONS)
        .map((exception, index) => exceptionOf(span, exception, index)),
    );
  }
  if (status.code !== SpanStatusCode.ERROR) {
    return NO_CAUSE;
  }
  const type = text(attributes['error.type']);
  const passedOn = children.findLast(
    ({ exception }) => exception !== undefined && exception.type === type,
  )?.exception;
  if (passedOn !== undefined) {
    return { block: passedOn.id, exception: passedOn };
  }
  return status.message === undefined
    ? {}
    : causeFrom([
        {
          id: exceptionId(span.spanContext().spanId, 0),
          ...(type === undefined ? {} : { type }),
          message: boundedText(status.message, MAX_MESSAGE_LENGTH),
        },
      ]);
}

function causeFrom(exceptions: readonly ExceptionDocument[]): Cause {
  const [first] = exceptions;
  return {
    block: { ...workingDirectory, exceptions },
    ...(first === undefined
      ? {}
      : { exception: { id: first.id, type: first.type } }),
  };
}

function isException(attributes: Attributes): boolean {
  return (
    attributes['exception.type'] !== undefined ||
    attributes['exception.message'] !== undefined
  );
}

function exceptionOf(
  span: ReadableSpan,
  attributes: Attributes,
  index: number,
): ExceptionDocument {
  const type = text(attributes['exception.type']);
  const message = text(attributes['exception.message']);
  const stack = text(attributes['exception.stacktrace']);
  const { frames, truncated } = parseStack(stack ?? '');
  return {
    id: exceptionId(span.spanContext().spanId, index),
    ...(type === undefined ? {} : { type }),
    ...(message === undefined
      ? {}
      : { message: boundedText(message, MAX_MESSAGE_LENGTH) }),
    ...(isRemoteCall(span.kind) ? { remote: true } : {}),
    ...(frames.length === 0 ? {} : { stack: frames }),
    ...(truncated === 0 ? {} : { truncated }),
  };
}

/** An id made from the span's, so that a document sent twice is the same; it differs from every segment id of the trace but by chance. */
function exceptionId(spanId: string, index: number): string {
  const first = Number.parseInt(spanId.slice(0, 1), 16) ^ 8;
  const last = Number.parseInt(spanId.slice(-1), 16) ^ index;
  return `${first.toString(16)}${spanId.slice(1, -1)}${last.toString(16)}`;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function currentDirectory(): { readonly working_directory?: string } {
  try {
    return { working_directory: process.cwd() };
  } catch {
    return {};
  }
}
