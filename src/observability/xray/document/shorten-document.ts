import { boundedText } from './bounded-text.js';
import type { DocumentNode } from './segment-document.js';

type Document = DocumentNode['document'];

/** Characters that each text may keep, tried one after the other. */
const TEXT_LENGTHS = [4096, 1024, 256, 64];

/** Parts in which texts may be shortened; names and ids are short already. */
const SHORTENED = ['http', 'sql', 'cause', 'annotations', 'aws', 'metadata'];

/**
 * A document as JSON of at most `maxBytes`. One that is too large has its long texts cut, then its metadata left out, and
 * says so in `metadata.otel.shortened`; in the end only name, id, times and flags stay.
 */
export function shortenDocument(
  document: Document,
  maxBytes: number,
): { readonly json: string; readonly bytes: number } {
  const json = JSON.stringify(document);
  const size = Buffer.byteLength(json);
  if (size <= maxBytes) {
    return { json, bytes: size };
  }
  for (const candidate of shorterDocuments(document, size)) {
    const shorter = JSON.stringify(candidate);
    const bytes = Buffer.byteLength(shorter);
    if (bytes <= maxBytes) {
      return { json: shorter, bytes };
    }
  }
  throw new RangeError(
    `A document of ${String(size)} bytes could not be shortened`,
  );
}

function* shorterDocuments(
  document: Document,
  size: number,
): Generator<object> {
  const note = `${String(size)} bytes exceed what one document may hold`;
  for (const length of TEXT_LENGTHS) {
    const shorter = shortenTexts(document, length);
    yield {
      ...shorter,
      metadata: withNote(shorter.metadata, `texts were cut: ${note}`),
    };
  }
  const cut = shortenTexts(document, 256);
  yield {
    ...cut,
    metadata: withNote(undefined, `metadata was left out: ${note}`),
  };
  const { http: _, cause: __, annotations: ___, aws: ____, ...bare } = cut;
  yield {
    ...bare,
    metadata: withNote(undefined, `all but the times was left out: ${note}`),
  };
}

function withNote(metadata: Document['metadata'], note: string): object {
  return { ...metadata, otel: { ...metadata?.['otel'], shortened: note } };
}

function shortenTexts(document: Document, length: number): Document {
  const entries = Object.entries(document).map(([key, value]) => [
    key,
    SHORTENED.includes(key) ? shortenValue(value, length) : value,
  ]);
  return { ...document, ...Object.fromEntries(entries) };
}

function shortenValue(value: unknown, length: number): unknown {
  if (typeof value === 'string') {
    return boundedText(value, length);
  }
  if (Array.isArray(value)) {
    return value.map((item) => shortenValue(item, length));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        shortenValue(item, length),
      ]),
    );
  }
  return value;
}
