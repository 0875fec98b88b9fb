import type { Finding } from '../store/violation.js';
import { checkAttributes } from './attributes.js';
import type { DecodedSpan } from './schema/trace.schema.js';

const MAX_SPAN_KIND = 5;
const MAX_STATUS_CODE = 2;

/**
 * Checks a span against `trace.proto`'s comments and Honeycomb's limits. A
 * span without valid ids, or with an attribute too long, is turned away; what
 * else breaks the contract Honeycomb stores as it is.
 */
export function checkSpan(span: DecodedSpan): Finding[] {
  return [
    ...checkIds(span),
    ...checkTimes(span),
    ...checkWords(span),
    ...checkAttributes(span.attributes, 'span'),
    ...span.events.flatMap((event) =>
      checkAttributes(event.attributes, 'event'),
    ),
    ...span.links.flatMap((link) => [
      ...checkAttributes(link.attributes, 'link'),
      ...checkId(link.traceId, 'link.trace-id'),
      ...checkId(link.spanId, 'link.span-id'),
    ]),
  ];
}

function checkIds(span: DecodedSpan): Finding[] {
  const findings = [
    ...checkId(span.traceId, 'span.trace-id'),
    ...checkId(span.spanId, 'span.span-id'),
    ...(span.parentSpanId === ''
      ? []
      : checkId(span.parentSpanId, 'span.parent-id')),
  ];
  if (span.parentSpanId !== '' && span.parentSpanId === span.spanId) {
    findings.push({
      rule: 'span.parent-id-self',
      message: 'The span names itself as its parent.',
      refused: false,
    });
  }
  return findings;
}

function checkId(hex: string, rule: string): Finding[] {
  return /^0*$/.test(hex)
    ? [
        {
          rule,
          message: `The ${rule} is ${hex === '' ? 'missing' : 'all zero'}.`,
          refused: true,
        },
      ]
    : [];
}

function checkTimes(span: DecodedSpan): Finding[] {
  const start = BigInt(span.startTimeUnixNano);
  const end = BigInt(span.endTimeUnixNano);
  if (start === 0n || end === 0n) {
    return [
      {
        rule: 'span.time-missing',
        message: 'The span has no start or no end time.',
        refused: false,
      },
    ];
  }
  return end < start
    ? [
        {
          rule: 'span.end-before-start',
          message: `The span ends ${start - end} ns before it starts.`,
          refused: false,
        },
      ]
    : [];
}

function checkWords(span: DecodedSpan): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, message: string): void => {
    findings.push({ rule, message, refused: false });
  };
  if (span.name === '') add('span.name-empty', 'The span has no name.');
  if (span.kind < 0 || span.kind > MAX_SPAN_KIND) {
    add('span.kind', `${span.kind} is no span kind.`);
  }
  if (span.status.code < 0 || span.status.code > MAX_STATUS_CODE) {
    add('span.status-code', `${span.status.code} is no status code.`);
  }
  if (span.events.some(({ name }) => name === '')) {
    add('event.name-empty', 'An event of the span has no name.');
  }
  return findings;
}
