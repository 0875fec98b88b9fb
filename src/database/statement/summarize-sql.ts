import type { SqlToken } from './sql-tokens.js';
import { takeName } from './table-name.js';

/** One operation of a statement and what it is applied to, in the order of the text. */
export interface SqlOperation {
  /** In capitals: a query builder writes `select`, people `SELECT`, and both are one operation. */
  readonly name: string;
  /** Names of tables as written, without quotes that they do not need. */
  readonly targets: string[];
}

/** What is open between two parentheses. */
interface Scope {
  operation: SqlOperation | undefined;
  /** What the next name is: a table, a table or a function, or nothing of interest. */
  expects: 'table' | 'source' | undefined;
  /** Inside the list of FROM, where a comma is followed by another table. */
  inList: boolean;
}

/** UTF-16 units of a first word: as many as PostgreSQL's own names have. */
const MAX_OPERATION = 63;
/** Operations that begin a statement, a subquery or the part behind a WITH. */
const BEGINS = /^(?:insert|update|delete|merge)$/;
/** Words between FROM, JOIN, INTO, UPDATE or TRUNCATE and the name. */
const BEFORE_NAME = /^(?:only|lateral|table)$/;
/** Words that end the list of FROM. */
const ENDS_LIST =
  /^(?:where|group|order|having|limit|offset|fetch|union|except|intersect|window|for|set|values|returning)$/;
const DEFINES = /^(?:create|alter|drop)$/;
const DEFINITION_EXTRAS =
  /^(?:or|replace|global|local|temp|temporary|unlogged|unique|materialized|concurrently|if|not|exists|only)$/;

/**
 * The operations of one statement and their tables. It reads words, it does not parse: of what it does not know it
 * names the first word alone. Names of common table expressions are no tables.
 * Source: OpenTelemetry semantic conventions for database client spans, "Generating a summary of the query".
 *
 * @param tokens without space
 */
export function operationsOf(
  tokens: readonly SqlToken[],
): readonly SqlOperation[] {
  const first = wordAt(tokens, 0);
  return first !== undefined && DEFINES.test(first)
    ? [definitionOf(tokens, first)]
    : new SummaryReader(tokens).read(first);
}

/** `CREATE TABLE users`: the kind of thing is part of the operation, its name the target. */
function definitionOf(tokens: readonly SqlToken[], verb: string): SqlOperation {
  let at = 1;
  const skip = (): void => {
    while (DEFINITION_EXTRAS.test(wordAt(tokens, at) ?? '')) at += 1;
  };
  skip();
  const kind = wordAt(tokens, at) ?? '';
  at += 1;
  skip();
  const target = takeName(tokens, at);
  return {
    name: `${verb} ${kind}`.trim().toUpperCase(),
    targets: target === undefined ? [] : [target.name],
  };
}

class SummaryReader {
  private readonly operations: SqlOperation[] = [];
  private readonly expressions = new Set<string>();
  private readonly scopes: Scope[] = [];
  private scope = newScope();

  constructor(private readonly tokens: readonly SqlToken[]) {}

  read(first: string | undefined): readonly SqlOperation[] {
    let at = 0;
    if (first !== undefined && first !== 'with') {
      this.begin(first.slice(0, MAX_OPERATION));
      at = 1;
    }
    while (at < this.tokens.length) at = this.step(at);
    return this.operations;
  }

  /** Reads what stands at `at`, and returns where to go on. */
  private step(at: number): number {
    const { scope } = this;
    const text = this.tokens[at]?.text ?? '';
    const word = wordAt(this.tokens, at);
    if (text === '(') {
      scope.expects = undefined;
      this.scopes.push(scope);
      this.scope = newScope();
    } else if (text === ')') {
      this.scope = this.scopes.pop() ?? newScope();
    } else if (text === ',') {
      scope.expects = scope.inList ? 'source' : undefined;
    } else if (word !== undefined && this.isKeyword(word, at)) {
      return at + 1;
    } else if (scope.expects !== undefined) {
      return this.target(at, scope.expects);
    } else {
      this.noteExpression(at);
    }
    return at + 1;
  }

  private isKeyword(word: string, at: number): boolean {
    const { scope } = this;
    const before = this.tokens[at - 1]?.text.toLowerCase() ?? '';
    if (word === 'select' || (BEGINS.test(word) && /^[()]$/.test(before)))
      this.begin(word);
    else if (word === 'into') scope.expects = 'table';
    else if (word === 'join') scope.expects = 'source';
    else if (word === 'from' || word === 'using') {
      const reads = scope.operation !== undefined && before !== 'distinct';
      scope.inList = reads;
      scope.expects = reads ? 'source' : undefined;
    } else if (ENDS_LIST.test(word)) {
      scope.inList = false;
      scope.expects = undefined;
    } else return scope.expects !== undefined && BEFORE_NAME.test(word);
    return true;
  }

  private begin(word: string): void {
    const operation = { name: word.toUpperCase(), targets: [] };
    this.operations.push(operation);
    const isTable = word === 'update' || word === 'truncate';
    this.scope.operation = operation;
    this.scope.inList = word === 'truncate';
    this.scope.expects = isTable ? 'table' : undefined;
  }

  private target(at: number, expected: 'table' | 'source'): number {
    this.scope.expects = undefined;
    const taken = takeName(this.tokens, at);
    if (taken === undefined) return at + 1;
    const isFunction =
      expected === 'source' && this.tokens[taken.end]?.text === '(';
    if (!isFunction && !this.expressions.has(taken.name))
      this.scope.operation?.targets.push(taken.name);
    return taken.end;
  }

  /** `name as (` outside parentheses, in front of any operation, begins a common table expression. */
  private noteExpression(at: number): void {
    if (this.scopes.length > 0 || this.scope.operation !== undefined) return;
    const taken = takeName(this.tokens, at);
    if (taken !== undefined) this.expressions.add(taken.name);
  }
}

function newScope(): Scope {
  return { operation: undefined, expects: undefined, inList: false };
}

function wordAt(tokens: readonly SqlToken[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text.toLowerCase() : undefined;
}
