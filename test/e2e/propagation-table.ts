/** A caller's trace, in both spellings. */
export const TRACE = '0af7651916cd43dd8448eb211c80319c';
export const PARENT = 'b7ad6b7169203331';
const ROOT = '1-0af76519-16cd43dd8448eb211c80319c';
const W3C = `00-${TRACE}-${PARENT}-01`;
const OTHER = '1-5759e988-bd862e3fe1be46a994272793';

/** Headers that arrive, and what the application makes of them. */
export interface PropagationRow {
  readonly name: string;
  /** Names and values in turn, as they are written. */
  readonly headers: readonly string[];
  /** `continued` with the caller's span as parent, `joined` without a parent, or a `new` trace. */
  readonly trace: 'continued' | 'joined' | 'new';
  /** Whether it is kept, where the sampler keeps all. */
  readonly kept: boolean;
}

const row = (
  name: string,
  headers: readonly string[],
  trace: PropagationRow['trace'],
  kept = true,
): PropagationRow => ({ name, headers, trace, kept });

const w3c = (
  name: string,
  traceparent: string,
  trace: PropagationRow['trace'] = 'new',
  kept = true,
): PropagationRow =>
  row(`traceparent: ${name}`, ['traceparent', traceparent], trace, kept);

const xray = (
  name: string,
  header: string,
  trace: PropagationRow['trace'] = 'new',
  kept = true,
): PropagationRow =>
  row(`X-Amzn-Trace-Id: ${name}`, ['X-Amzn-Trace-Id', header], trace, kept);

export const PROPAGATION: readonly PropagationRow[] = [
  row('nothing', [], 'new'),
  w3c('sampled', W3C, 'continued'),
  w3c('not sampled', `00-${TRACE}-${PARENT}-00`, 'continued', false),
  w3c('random flag', `00-${TRACE}-${PARENT}-03`, 'continued'),
  w3c('unknown flags', `00-${TRACE}-${PARENT}-ff`, 'continued'),
  w3c(
    'unknown flags, not sampled',
    `00-${TRACE}-${PARENT}-fe`,
    'continued',
    false,
  ),
  w3c('a version to come', `cc-${TRACE}-${PARENT}-01`, 'continued'),
  w3c(
    'a version to come, with more',
    `cc-${TRACE}-${PARENT}-01-what-else`,
    'continued',
  ),
  w3c('version 00 with more', `${W3C}-what-else`),
  w3c('version ff', `ff-${TRACE}-${PARENT}-01`),
  w3c('version of one digit', `0-${TRACE}-${PARENT}-01`),
  w3c('version that is none', `0g-${TRACE}-${PARENT}-01`),
  w3c('upper-case trace id', `00-${TRACE.toUpperCase()}-${PARENT}-01`),
  w3c('upper-case parent id', `00-${TRACE}-${PARENT.toUpperCase()}-01`),
  w3c('trace id of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`),
  w3c('parent id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`),
  w3c('short trace id', `00-${TRACE.slice(1)}-${PARENT}-01`),
  w3c('long trace id', `00-${TRACE}0-${PARENT}-01`),
  w3c('short parent id', `00-${TRACE}-${PARENT.slice(1)}-01`),
  w3c('trace id that is no number', `00-${'z'.repeat(32)}-${PARENT}-01`),
  w3c('flags of one digit', `00-${TRACE}-${PARENT}-1`),
  w3c('flags missing', `00-${TRACE}-${PARENT}`),
  w3c('empty', ''),
  w3c('words', 'not a trace'),
  w3c('8 kB', 'x'.repeat(8000)),
  row('traceparent twice', ['traceparent', W3C, 'traceparent', W3C], 'new'),
  row('traceparent in capitals', ['TraceParent', W3C], 'continued'),
  ...[
    ['one member', 'vendor=value'],
    [
      '33 members',
      Array.from({ length: 33 }, (_, i) => `v${String(i)}=1`).join(','),
    ],
    ['an invalid key', 'KEY=1,=2,ok=3'],
    ['600 characters', `v=${'x'.repeat(600)}`],
    ['empty members', 'a=1,,b=2,'],
    ['control characters', 'a=\t1'],
    ['an unreadable weight', 'ot=th:xyz'],
  ].map(([name = '', value = '']) =>
    row(
      `tracestate with ${name}`,
      ['traceparent', W3C, 'tracestate', value],
      'continued',
    ),
  ),
  row('tracestate alone', ['tracestate', 'vendor=value'], 'new'),
  ...[
    ['one member', 'userId=alice'],
    [
      '200 members',
      Array.from({ length: 200 }, (_, i) => `k${String(i)}=1`).join(','),
    ],
    ['10 kB', `k=${'x'.repeat(10_000)}`],
    ['what is none', ',,;=;=,%zz=%'],
  ].map(([name = '', value = '']) =>
    row(
      `baggage with ${name}`,
      ['traceparent', W3C, 'baggage', value],
      'continued',
    ),
  ),
  xray('Root alone, of a load balancer', `Root=${ROOT}`, 'joined'),
  xray(
    'Self and Root, of a second load balancer',
    `Self=${OTHER};Root=${ROOT}`,
    'joined',
  ),
  xray('Root and Parent', `Root=${ROOT};Parent=${PARENT}`, 'continued'),
  xray('sampled', `Root=${ROOT};Parent=${PARENT};Sampled=1`, 'continued'),
  xray(
    'not sampled',
    `Root=${ROOT};Parent=${PARENT};Sampled=0`,
    'continued',
    false,
  ),
  xray(
    'the decision asked for',
    `Root=${ROOT};Parent=${PARENT};Sampled=?`,
    'continued',
  ),
  xray(
    'Sampled without a value',
    `Root=${ROOT};Parent=${PARENT};Sampled=`,
    'continued',
  ),
  xray('sampled, without a parent', `Root=${ROOT};Sampled=1`, 'joined'),
  xray(
    'not sampled, without a parent',
    `Root=${ROOT};Sampled=0`,
    'joined',
    false,
  ),
  xray(
    'the decision asked for, without a parent',
    `Root=${ROOT};Sampled=?`,
    'joined',
  ),
  xray('any order', `Sampled=1;Parent=${PARENT};Root=${ROOT}`, 'continued'),
  xray('spaces', ` Root=${ROOT} ; Parent=${PARENT} ; Sampled=1 `, 'continued'),
  xray(
    'lower-case names',
    `root=${ROOT};parent=${PARENT};sampled=1`,
    'continued',
  ),
  xray(
    'upper-case digits',
    `Root=${ROOT.toUpperCase()};Parent=${PARENT.toUpperCase()};Sampled=1`,
    'continued',
  ),
  xray(
    'fields of others',
    `Root=${ROOT};Parent=${PARENT};Sampled=1;Lineage=a87bd80c:1|68fd508a:5;CalledFrom=app`,
    'continued',
  ),
  xray(
    'a semicolon at the end',
    `Root=${ROOT};Parent=${PARENT};Sampled=1;`,
    'continued',
  ),
  xray(
    'the first Root of two',
    `Root=${ROOT};Root=${OTHER};Parent=${PARENT};Sampled=1`,
    'continued',
  ),
  xray('a parent that is none', `Root=${ROOT};Parent=xyz;Sampled=1`, 'joined'),
  xray(
    'a parent of zeros',
    `Root=${ROOT};Parent=${'0'.repeat(16)};Sampled=1`,
    'joined',
  ),
  xray('no Root', `Parent=${PARENT};Sampled=1`),
  xray('version 2', `Root=2${ROOT.slice(1)};Parent=${PARENT};Sampled=1`),
  xray('a short Root', `Root=${ROOT.slice(0, -1)};Parent=${PARENT};Sampled=1`),
  xray(
    'a Root of zeros',
    `Root=1-${'0'.repeat(8)}-${'0'.repeat(24)};Parent=${PARENT}`,
  ),
  xray('a quoted Root', `Root="${ROOT}";Parent=${PARENT};Sampled=1`),
  xray('empty', ''),
  xray('8 kB', `${'x'.repeat(8000)};Root=${ROOT}`),
  row(
    'both headers: traceparent counts',
    [
      'X-Amzn-Trace-Id',
      `Root=${OTHER};Parent=00f067aa0ba902b7;Sampled=0`,
      'traceparent',
      W3C,
    ],
    'continued',
  ),
  row(
    'an unreadable traceparent: X-Amzn-Trace-Id counts',
    [
      'traceparent',
      'nonsense',
      'X-Amzn-Trace-Id',
      `Root=${ROOT};Parent=${PARENT};Sampled=1`,
    ],
    'continued',
  ),
  row('b3, which is not read', ['b3', `${TRACE}-${PARENT}-1`], 'new'),
];
