import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { RecurringTexts } from '../../redaction/index.js';
import { type CallSite, callSiteOf } from './call-site.js';
import type { ExceptionFacts } from './exception-chain.js';

/** Characters of a message that tell errors apart. */
const MAX_MESSAGE_LENGTH = 1024;
/** Frames of one exception that tell its place. */
const MAX_FRAMES = 30;
/** Rollbar takes 40 characters as they are and hashes what is longer. Source: Rollbar API reference, `data.fingerprint`. */
const LENGTH = 40;

/** Texts in quotes, and words with a digit in them: ids, numbers, dates, addresses. */
const QUOTED = /(?<!\w)(?:'[^'\n]*'|"[^"\n]*"|`[^`\n]*`)(?!\w)/g;
const WITH_DIGIT = /[\w-]*\d[\w-]*/g;

/**
 * What is equal for the same error at the same place, in whichever process, and different for another: of every exception of
 * the chain the class, the code, the message without what varies in it (quoted texts, words with a digit), and the
 * functions of the project's own code that were being run, each by its file and name. Lines and columns don't count, as they
 * move with unrelated code; neither do frames of packages and of Node, which move with their versions, unless there is
 * nothing else. The same for a text that is no error.
 *
 * @param root folder of the project's code
 */
export function fingerprintOf(
  what: readonly ExceptionFacts[] | string,
  root: string,
): string {
  const parts =
    typeof what === 'string'
      ? ['message', shapeOf(what)]
      : [...new Set(what.map((exception) => partOf(exception, root)))];
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex')
    .slice(0, LENGTH);
}

function partOf(
  { className, message, code = '', stack }: ExceptionFacts,
  root: string,
): string {
  return JSON.stringify([
    className,
    code,
    shapeOf(message),
    ...placeOf(stack, root),
  ]);
}

/** A message without what varies from one occurrence to the next. */
function shapeOf(message: string): string {
  return message
    .slice(0, MAX_MESSAGE_LENGTH)
    .replaceAll(QUOTED, '*')
    .replaceAll(WITH_DIGIT, '#');
}

/** Places of the project's own by root and line, as one error after another is thrown at the same; empty for a foreign line. */
const ownPlaces = new RecurringTexts(1000);

function placeOf(stack: readonly string[], root: string): readonly string[] {
  const lines = stack.slice(0, MAX_FRAMES);
  const own = lines
    .map((line) =>
      ownPlaces.of(`${root}\n${line}`, () => ownPlace(callSiteOf(line), root)),
    )
    .filter((place) => place !== '');
  const named =
    own.length > 0
      ? own
      : lines.slice(0, 1).map((line) => foreignPlace(callSiteOf(line)));
  // However deep a recursion was, it is one place.
  return named.filter((place, index) => place !== named[index - 1]);
}

/** Compiled or not, run with source maps or not, a file of the project has one name: `activities/home.service`. */
function ownPlace({ name, path }: CallSite, root: string): string {
  if (path === undefined) {
    return '';
  }
  const inside = relative(root, path);
  if (
    inside === '' ||
    inside.startsWith('..') ||
    inside.split(sep).includes('node_modules')
  ) {
    return '';
  }
  const file = inside
    .replace(/^(?:dist|src)[/\\]/, '')
    .replace(/\.[cm]?[jt]s$/, '');
  return `${file} ${functionOf(name)}`;
}

function foreignPlace({ name, file }: CallSite): string {
  const inPackage = file.split(/[/\\]node_modules[/\\]/).at(-1) ?? file;
  return `${inPackage} ${functionOf(name)}`;
}

/** A function's own name: what it is called on, and how (`async`, `new`), differs between a compiled and a mapped stack. */
function functionOf(name: string): string {
  return (
    name
      .replace(/ \[as [^\]]*\]$/, '')
      .split(/[.\s]/)
      .at(-1) ?? ''
  );
}
