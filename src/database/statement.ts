/** What a query span says of a statement (OpenTelemetry's `db.*` conventions). */
export interface Statement {
  readonly system: 'postgresql';
  readonly operation: string;
  readonly collection?: string;
  readonly text: string;
}

const KNOWN_MAX = 500;
const known = new Map<string, Statement>();

/** Describes a parameterised statement. Texts repeat, so descriptions are kept, up to `KNOWN_MAX` of them. */
export function describeStatement(text: string): Statement {
  const before = known.get(text);
  if (before !== undefined) return before;
  const operation = /^\s*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  const collection = /\b(?:from|into|update)\s+"?([a-z_][a-z0-9_]*)"?/i.exec(
    text,
  )?.[1];
  const statement: Statement = {
    system: 'postgresql',
    operation,
    ...(collection === undefined ? {} : { collection }),
    text,
  };
  if (known.size < KNOWN_MAX) known.set(text, statement);
  return statement;
}
