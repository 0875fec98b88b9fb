import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import {
  MadeDescription,
  recordException,
  startSpan,
} from '../request/index.js';
import {
  openParent,
  runFolded,
  type Siblings,
  siblingsToFold,
} from './methods/index.js';
import {
  failureAttributes,
  queryAttributes,
  queryName,
  resultAttributes,
} from './query/query-attributes.js';
import type {
  QueryDescription,
  QueryOutcome,
} from './query/query-description.js';

export type { QueryDescription } from './query/query-description.js';

/** Failed queries of folded calls that one parent gets as spans. */
const MAX_KEPT_FAILURES = 50;

/**
 * Runs a query inside a client span; outside a trace (migrations, health checks of the pool) and in `untraced` work without one. The query of a
 * folded call is folded with it, and so are those beyond the 50th of a name below one parent: counted on the span above,
 * the slowest and failed ones kept. The span has no events and no links, which vendors bill as spans.
 *
 * @param outcome reads how it ended; left out, a failure tells no more than its error does
 */
export function inQuerySpan<T>(
  query: QueryDescription,
  run: () => Promise<T>,
  outcome?: QueryOutcome,
): Promise<T> {
  const active = context.active();
  if (trace.getSpan(active) === undefined || isTracingSuppressed(active)) {
    return run();
  }
  const parent = openParent(active);
  const siblings = parent && siblingsToFold(parent, active, queryName(query));
  return parent === undefined || siblings === undefined
    ? runRecorded(query, run, outcome)
    : runBelow(parent, siblings, query, run, outcome);
}

async function runRecorded<T>(
  query: QueryDescription,
  run: () => Promise<T>,
  outcome: QueryOutcome | undefined,
): Promise<T> {
  const span = startSpan(queryName(query), {
    kind: SpanKind.CLIENT,
    description: new MadeDescription(queryAttributes(query)),
  });
  try {
    const result = await context.with(
      trace.setSpan(context.active(), span),
      run,
    );
    span.setAttributes(resultAttributes(result, outcome));
    return result;
  } catch (error) {
    recordException(span, error);
    span.setAttributes(failureAttributes(error, outcome));
    throw error;
  } finally {
    span.end();
  }
}

/** A query that gets a span only if it fails or turns out to be the slowest; its attributes are read then. */
function runBelow<T>(
  parent: Span,
  siblings: Siblings,
  query: QueryDescription,
  run: () => Promise<T>,
  outcome: QueryOutcome | undefined,
): Promise<T> {
  const attributes: Attributes = { ...queryAttributes(query) };
  const observed = async (): Promise<T> => {
    try {
      const result = await run();
      Object.assign(attributes, resultAttributes(result, outcome));
      return result;
    } catch (error) {
      Object.assign(attributes, failureAttributes(error, outcome));
      throw error;
    }
  };
  return runFolded(
    parent,
    siblings,
    { kind: SpanKind.CLIENT, attributes },
    MAX_KEPT_FAILURES,
    observed,
  );
}
