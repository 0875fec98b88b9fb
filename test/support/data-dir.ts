import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';

/** A folder with an embedded database of its own, laid already; in memory, to be laid, where no template is at hand. */
export function freshDataDir(): string {
  const template = inject('dataTemplate');
  // Outside of the e2e tests nobody provides one, whatever its type says.
  if (typeof template !== 'string') {
    return ':memory:';
  }
  const copy = join(dirname(template), randomUUID());
  cpSync(template, copy, { recursive: true });
  return copy;
}
