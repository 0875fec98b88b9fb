import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** A document as tests read it: any field, checked by the schema before. */
export interface ReadDocument {
  readonly name: string;
  readonly id: string;
  readonly trace_id?: string;
  readonly parent_id?: string;
  readonly subsegments?: readonly ReadDocument[];
  readonly metadata?: Readonly<Record<string, Record<string, unknown>>>;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const validate = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
}).compile<ReadDocument>(
  JSON.parse(
    readFileSync(
      new URL('segment-document.schema.json', import.meta.url),
      'utf8',
    ),
  ),
);

/** Parses a document and throws unless it has the documented format. */
export function readDocument(json: string): ReadDocument {
  const document: unknown = JSON.parse(json);
  if (!validate(document)) {
    throw new Error(
      `Not a legal document: ${JSON.stringify(validate.errors)}\n${json.slice(0, 2000)}`,
    );
  }
  return document;
}

/** A document and all that nests in it, outermost first. */
export function withNested(document: ReadDocument): readonly ReadDocument[] {
  return [document, ...(document.subsegments ?? []).flatMap(withNested)];
}
