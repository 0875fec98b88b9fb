import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { redactUrl, redactValue } from '../../redaction/index.js';
import type { OutcomeFlags, SqlBlock } from '../document/segment-document.js';
import { addMetadata } from '../recording/record-on-span.js';
import { openExtras } from '../recording/span-extras.js';

/** Subsegments that one may name as gone before it. */
const MAX_PRECURSORS = 20;

const FLAGS = ['error', 'throttle', 'fault'] as const;

/** Puts on a span what the SDK's `addAttribute` gives: a block of the document; what is none becomes metadata. */
export function noteAttribute(span: Span, name: string, data: unknown): void {
  if (!span.isRecording()) {
    return;
  }
  if (name === 'namespace' && (data === 'aws' || data === 'remote')) {
    openExtras(span).namespace = data;
  } else if (name === 'http') {
    noteHttp(span, data);
  } else if (name === 'sql') {
    openExtras(span).sql = sqlFrom(data);
  } else if (name === 'aws') {
    openExtras(span).aws = entriesOf(redactValue(data));
  } else {
    addMetadata(span, name, data);
  }
}

/** Sets a flag of the document by hand; a fault is an ERROR for every vendor. */
export function noteFlag(span: Span, flag: keyof OutcomeFlags): void {
  if (!span.isRecording()) {
    return;
  }
  const extras = openExtras(span);
  extras.flags = { ...extras.flags, [flag]: true };
  if (flag === 'fault') {
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
}

export function notePrecursor(span: Span, id: string): void {
  const extras = openExtras(span);
  const ids = extras.precursorIds ?? [];
  if (/^[0-9a-f]{16}$/.test(id) && ids.length < MAX_PRECURSORS) {
    extras.precursorIds = [...ids, id];
  }
}

/** Adds to what is said of the machine that a segment ran on. */
export function notePluginData(span: Span, data: unknown): void {
  if (span.isRecording()) {
    const extras = openExtras(span);
    extras.aws = { ...extras.aws, ...entriesOf(redactValue(data)) };
  }
}

/** Notes what was written on the fields of the SDK's object itself, as its own middlewares and patchers do. */
export function noteFields(span: Span, segment: object): void {
  const fields = new Map<string, unknown>(Object.entries(segment));
  for (const name of ['namespace', 'http', 'sql', 'aws']) {
    if (fields.has(name)) {
      noteAttribute(span, name, fields.get(name));
    }
  }
  for (const flag of FLAGS) {
    if (fields.get(flag) === true) {
      noteFlag(span, flag);
    }
  }
}

/** As attributes, so that the other vendors see the call too. */
function noteHttp(span: Span, data: unknown): void {
  const request = fieldOf(data, 'request');
  const response = fieldOf(data, 'response');
  const method = fieldOf(request, 'method');
  const url = fieldOf(request, 'url');
  const status = fieldOf(response, 'status');
  const length = fieldOf(response, 'content_length');
  span.setAttributes({
    ...(typeof method === 'string' && method !== ''
      ? { 'http.request.method': method }
      : {}),
    ...(typeof url === 'string' && url !== ''
      ? { 'url.full': redactUrl(url) }
      : {}),
    ...(typeof status === 'number'
      ? { 'http.response.status_code': status }
      : {}),
    ...(typeof length === 'number'
      ? { 'http.response.body.size': length }
      : {}),
  });
}

function sqlFrom(data: unknown): SqlBlock {
  const { preparation, ...fields } = entriesOf(redactValue(data));
  const text = <K extends string>(key: K): { readonly [key in K]?: string } => {
    const value = fields[key];
    const found: { [key in K]?: string } = {};
    return typeof value === 'string'
      ? Object.assign(found, { [key]: value })
      : found;
  };
  return {
    ...text('url'),
    ...text('user'),
    ...text('database_type'),
    ...text('database_version'),
    ...text('driver_version'),
    ...text('sanitized_query'),
    ...(preparation === 'call' || preparation === 'statement'
      ? { preparation }
      : {}),
  };
}

/** One field, whatever else there is; undefined where it can't be read. */
function fieldOf(value: unknown, name: string): unknown {
  try {
    return typeof value === 'object' && value !== null
      ? Reflect.get(value, name)
      : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
