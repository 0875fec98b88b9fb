import { bigintText, define } from '../../redaction/index.js';
import { isError, JsonCopy } from './json-copy.js';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.js';
import { logContext } from './log-context.js';

/** A call of the logger, taken apart. */
export interface LogArguments {
  readonly message: string;
  readonly context: string | undefined;
  readonly fields: JsonObject;
  readonly error: JsonValue | undefined;
}

/** A line of a V8 stack. Source: Nest's ConsoleLogger, which tells a stack from a context by it. */
const STACK = /\n[ \t]+at .+:\d+:\d+/;

/**
 * Takes the arguments of a log call as Nest's ConsoleLogger takes them: the last string is the context; plain objects are
 * fields; an Error, wherever it stands, is the record's error; for `error` and `fatal` a stack may come before or instead
 * of the context. Of an object as the message, `message` becomes the message and the rest fields, `level` among them.
 * Further texts are added to the message, and further values stand under `params`.
 *
 * @param expectsStack whether the level takes a stack: `error` and `fatal`
 */
export function parseLogArguments(
  message: unknown,
  params: readonly unknown[],
  expectsStack: boolean,
): LogArguments {
  const rest = params.filter((param) => param !== undefined);
  const { context, stack } = takeTexts(rest, expectsStack);
  const parts = new LogParts();
  parts.add(resolveMessage(message));
  for (const param of rest) {
    parts.add(param);
  }
  return {
    message: parts.message(),
    context: context === undefined ? undefined : logContext(context),
    fields: parts.fields(),
    error: stack === undefined ? parts.error : parts.errorWithStack(stack),
  };
}

/** The context of a call, as {@link parseLogArguments} finds it. */
export function contextOf(
  params: readonly unknown[],
  expectsStack: boolean,
): string | undefined {
  const { context } = takeTexts(
    params.filter((param) => param !== undefined),
    expectsStack,
  );
  return context;
}

/** Removes the context and the stack from the end of `rest`. */
function takeTexts(
  rest: unknown[],
  expectsStack: boolean,
): { context?: string; stack?: string } {
  const found: { context?: string; stack?: string } = {};
  const last = rest.at(-1);
  if (typeof last !== 'string') {
    return found;
  }
  rest.pop();
  if (expectsStack && STACK.test(last)) {
    found.stack = last;
    const context = rest.at(-1);
    if (typeof context === 'string') {
      rest.pop();
      found.context = context;
    }
    return found;
  }
  found.context = last;
  const stack = rest.at(-1);
  if (expectsStack && typeof stack === 'string') {
    rest.pop();
    found.stack = stack;
  }
  return found;
}

/** Gathers message, fields and error of one record under one set of bounds. */
class LogParts {
  private readonly copy = new JsonCopy();
  private readonly texts: string[] = [];
  private readonly gathered: Record<string, JsonValue> = {};
  private readonly params: JsonValue[] = [];
  error: JsonValue | undefined;
  private first = true;

  /** Takes an argument; one that can't even be looked at (a revoked proxy) leaves a mark. */
  add(part: unknown): void {
    const isMessage = this.first;
    this.first = false;
    try {
      this.place(part, isMessage);
    } catch {
      this.texts.push('[Unreadable]');
    }
  }

  private place(part: unknown, isMessage: boolean): void {
    if (isError(part)) {
      this.addError(part, isMessage);
    } else if (typeof part !== 'object' || part === null) {
      this.texts.push(this.copy.text(primitiveText(part)));
    } else if (isMessage || isPlain(part)) {
      this.addObject(part, isMessage);
    } else {
      this.params.push(this.copy.of(part) ?? null);
    }
  }

  message(): string {
    return this.texts.join(' ');
  }

  fields(): JsonObject {
    return this.params.length === 0
      ? this.gathered
      : { ...this.gathered, params: this.params };
  }

  /** The error, with a stack that came as a text of its own. */
  errorWithStack(stack: string): JsonValue {
    const text = this.copy.text(stack);
    if (isJsonObject(this.error)) {
      return typeof this.error['stack'] === 'string'
        ? this.error
        : { ...this.error, stack: text };
    }
    const type = /^([\w.$]{1,100}): /.exec(stack)?.[1] ?? 'Error';
    return { type, message: this.message(), stack: text };
  }

  private gather(fields: JsonObject): void {
    for (const key of Object.keys(fields)) {
      define(this.gathered, key, fields[key] ?? null);
    }
  }

  private addError(error: Error, isMessage: boolean): void {
    const described = this.copy.error(error);
    if (isMessage) {
      this.texts.push(messageOf(described));
    }
    if (this.error === undefined) {
      this.error = described;
    } else {
      this.params.push(described);
    }
  }

  private addObject(part: object, isMessage: boolean): void {
    const { error, rest } = splitError(part);
    const own = isMessage ? ownMessage(rest) : undefined;
    const copied = this.copy.of(rest);
    if (!isJsonObject(copied)) {
      this.texts.push(textOf(copied ?? null));
    } else if (isMessage && typeof copied['message'] === 'string') {
      const { message, ...fields } = copied;
      this.texts.push(
        own === undefined ? textOf(message ?? null) : this.copy.text(own),
      );
      this.gather(fields);
    } else {
      this.gather(copied);
    }
    if (error !== undefined) {
      this.addError(error, isMessage && this.texts.length === 0);
    }
  }
}

/** An Error under the names that people log one by becomes the record's error. */
function splitError(part: object): { error?: Error; rest: object } {
  if (!isPlain(part)) {
    return { rest: part };
  }
  for (const key of ['error', 'err', 'message']) {
    const value: unknown = Object.getOwnPropertyDescriptor(part, key)?.value;
    if (isError(value)) {
      const rest = Object.defineProperties(
        {},
        Object.getOwnPropertyDescriptors(part),
      );
      Reflect.deleteProperty(rest, key);
      return { error: value, rest };
    }
  }
  return { rest: part };
}

/** The message that an object is logged for: the application's own words, whatever the same key holds elsewhere. */
function ownMessage(part: object): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(
    part,
    'message',
  )?.value;
  return typeof value === 'string' ? value : undefined;
}

function primitiveText(value: unknown): string {
  return typeof value === 'bigint' ? bigintText(value) : String(value);
}

function messageOf(error: JsonValue): string {
  if (!isJsonObject(error)) {
    return textOf(error);
  }
  return textOf(error['message'] || (error['type'] ?? 'Error'));
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A message may be a class (its name is meant) or a function that makes the message when the level is on. */
function resolveMessage(message: unknown): unknown {
  if (typeof message !== 'function') {
    return message;
  }
  if (/^class[\s{]/.test(Function.prototype.toString.call(message))) {
    return message.name;
  }
  try {
    const made: unknown = Reflect.apply(message, undefined, []);
    return typeof made === 'function' ? made.name : made;
  } catch (error) {
    return error;
  }
}
