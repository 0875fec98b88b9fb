import type { QueryDescription } from '../observability/index.js';
import { sanitizeSql } from './statement/sanitize-sql.js';
import {
  certainTokens,
  type SqlToken,
  sqlTokens,
} from './statement/sql-tokens.js';
import { operationsOf, type SqlOperation } from './statement/summarize-sql.js';

/** What a query span says of a statement. */
export type Statement = QueryDescription & { readonly summary: string };

/** UTF-16 units of a statement that are read: many times what is kept. */
const MAX_READ = 32_768;
/** UTF-16 units of a statement that are kept: what an X-Ray document has room for, so that all vendors show the same. */
const MAX_TEXT = 8192;
/** Source: OpenTelemetry semantic conventions for database client spans, "Generating a summary of the query". */
const MAX_SUMMARY = 255;
/** What makes or changes something else than a table: an index, an extension. */
const DEFINES_ANOTHER = /^(?:CREATE|ALTER|DROP) (?!TABLE$)/;

/**
 * Describes a statement without any value in it. The name of the operation and of the table are told apart where a
 * statement has one of each; the summary tells all of them. Several statements in one text are a batch.
 *
 * The conventions for PostgreSQL advise against taking the two names from the text, as a statement may hold several; that is why
 * they are left out then. They also would leave a text with placeholders as it is; ours loses its literals too, because an
 * application may write values between its placeholders.
 */
export function describeStatement(sql: string): Statement {
  const all = certainTokens(sqlTokens(sql.slice(0, MAX_READ)));
  const batch = statementsOf(all).map((tokens) => describeOne(tokens));
  const [first] = batch;
  if (first === undefined || batch.length === 1)
    return { system: 'postgresql', ...(first ?? describeOne(all)) };
  const { collection } = first;
  return {
    system: 'postgresql',
    operation: ofAll(batch.map(({ operation }) => operation)),
    ...(collection !== undefined &&
    batch.every((each) => each.collection === collection)
      ? { collection }
      : {}),
    summary: ofAll(batch.map(({ summary }) => summary)),
    text: textOfBatch(batch.map(({ text }) => text)),
    batchSize: batch.length,
  };
}

function describeOne(tokens: readonly SqlToken[]): Omit<Statement, 'system'> {
  const operations = operationsOf(
    tokens.filter(({ kind }) => kind !== 'space'),
  );
  const names = new Set(operations.map(({ name }) => name));
  const targets = new Set(
    operations.flatMap((each) =>
      DEFINES_ANOTHER.test(each.name) ? [] : each.targets,
    ),
  );
  const [operation] = names;
  const [collection] = targets;
  return {
    ...(operation === undefined || names.size > 1 ? {} : { operation }),
    ...(collection === undefined || targets.size > 1 ? {} : { collection }),
    summary: summaryOf(operations),
    text: sanitizeSql(tokens, MAX_TEXT),
  };
}

function summaryOf(operations: readonly SqlOperation[]): string {
  let summary = '';
  for (const { name, targets } of operations)
    for (const part of [name, ...targets]) {
      if (summary.length + part.length >= MAX_SUMMARY) return summary;
      summary += summary === '' ? part : ` ${part}`;
    }
  return summary === '' ? 'postgresql' : summary;
}

/** `BATCH INSERT users` where all statements of a batch are alike, else `BATCH`. */
function ofAll(parts: readonly (string | undefined)[]): string {
  const [part] = parts;
  return part !== undefined && parts.every((each) => each === part)
    ? `BATCH ${part}`
    : 'BATCH';
}

function textOfBatch(texts: readonly string[]): string {
  const [text = ''] = texts;
  if (texts.every((each) => each === text)) return text;
  let joined = text;
  for (const next of texts.slice(1)) {
    if (joined.length + next.length + 2 > MAX_TEXT) return `${joined}…`;
    joined += `; ${next}`;
  }
  return joined;
}

/** The tokens of each statement that is not empty. */
function statementsOf(
  tokens: readonly SqlToken[],
): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens)
    if (token.kind === 'symbol' && token.text === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  return statements.filter((each) => each.some(({ kind }) => kind !== 'space'));
}
