import type { QueryDescription } from '../../observability/index.js';
import { describeStatement, type Statement } from '../statement.js';

/** Which database statements go to, as far as it is known without asking it. */
export type StatementTarget = Pick<QueryDescription, 'namespace' | 'server'>;

/** Texts repeat: this many descriptions are kept. */
const MAX_KNOWN = 500;
/** Longer texts, in UTF-16 units, are described anew each time: they are made for the occasion, as bulk inserts are. */
const MAX_KNOWN_LENGTH = 10_000;

/** The descriptions of one store's statements. */
export class StatementCatalog {
  private readonly known = new Map<string, Statement>();

  constructor(private readonly target: StatementTarget) {}

  describe(sql: string): Statement {
    const before = this.known.get(sql);
    if (before !== undefined) return before;
    const statement = { ...describeStatement(sql), ...this.target };
    if (sql.length <= MAX_KNOWN_LENGTH) this.keep(sql, statement);
    return statement;
  }

  private keep(sql: string, statement: Statement): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= MAX_KNOWN && oldest !== undefined)
      this.known.delete(oldest);
    this.known.set(sql, statement);
  }
}
