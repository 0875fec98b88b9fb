import type { RequestSummary } from '../../store/views.js';
import {
  filterOf,
  filterRequests,
  flagsOf,
  type Heard,
  missingVendors,
  type RequestFilter,
} from './request-filter.js';
import { BEGUN_MS, request } from './request.spec-fixture.js';

const ALL_HEARD: Heard = {
  otlp: true,
  xray: true,
  cloudwatch: true,
  rollbar: true,
};
const NOTHING_HEARD: Heard = {
  otlp: false,
  xray: false,
  cloudwatch: false,
  rollbar: false,
};
const LATER = BEGUN_MS + 60_000;
const NO_FILTER: RequestFilter = {
  text: '',
  status: '',
  route: '',
  minMs: 0,
  user: '',
  flag: '',
};

const filtered = (
  requests: readonly RequestSummary[],
  filter: Partial<RequestFilter>,
): readonly RequestSummary[] =>
  filterRequests(requests, { ...NO_FILTER, ...filter }, () => ({
    heard: ALL_HEARD,
    now: LATER,
  }));

describe('filterOf', () => {
  it('asks nothing of an address without parameters', () => {
    expect(filterOf(new URLSearchParams())).toEqual(NO_FILTER);
  });

  it('reads every part, text and status trimmed and in lower case', () => {
    const search = new URLSearchParams({
      q: '  GET /Api ',
      status: ' 5XX ',
      route: '/Api/:id',
      min: '12.5',
      user: 'Ada',
      flag: 'slow',
    });
    expect(filterOf(search)).toEqual({
      text: 'get /api',
      status: '5xx',
      route: '/Api/:id',
      minMs: 12.5,
      user: 'Ada',
      flag: 'slow',
    });
  });

  it.each(['', 'soon', 'NaN', 'Infinity', '-Infinity', '1,5'])(
    'takes %j milliseconds for none',
    (min) => {
      expect(filterOf(new URLSearchParams({ min })).minMs).toBe(0);
    },
  );
});

describe('filterRequests', () => {
  it.each<[string, Partial<RequestFilter>]>([
    ['no part', {}],
    ['a negative duration', { minMs: -1 }],
  ])('hands back the very list for a filter of %s', (_what, filter) => {
    const requests = [request()];
    expect(filtered(requests, filter)).toBe(requests);
  });

  it.each<[string, Partial<RequestFilter>, Partial<RequestSummary>, boolean]>([
    ['a part of the id', { text: '5b8efff7' }, {}, true],
    ['the span id', { text: 'eee19b7ec3c1b174' }, {}, true],
    ['the service', { text: 'crudd' }, {}, true],
    ['text in another case', { text: 'inserted' }, { name: 'INSERTED' }, true],
    ['method and route', { text: 'get /api/cruds/:id' }, {}, true],
    ['the user', { text: 'ada' }, {}, true],
    ['text that is nowhere', { text: 'grace' }, {}, false],
    [
      'the word null',
      { text: 'null' },
      { spanId: null, user: null, route: null, service: null },
      false,
    ],
    ['its status', { status: '200' }, {}, true],
    ['another status', { status: '201' }, {}, false],
    ['a part of its status', { status: '20' }, {}, false],
    ['its class', { status: '2xx' }, {}, true],
    ['another class', { status: '5xx' }, {}, false],
    ['a class without a digit', { status: 'xx' }, {}, false],
    [
      'a class when it has no status',
      { status: '2xx' },
      { status: null },
      false,
    ],
    ['a status when it has none', { status: '200' }, { status: null }, false],
    ['its route', { route: '/api/cruds/:id' }, {}, true],
    ['the start of its route', { route: '/api/cruds' }, {}, false],
    ['a route when it has none', { route: '/x' }, { route: null }, false],
    ['its very duration', { minMs: 20 }, {}, true],
    ['a longer duration', { minMs: 20.001 }, {}, false],
    ['a duration while it goes on', { minMs: 1 }, { durationMs: null }, false],
    ['its user', { user: 'ada' }, {}, true],
    ['the start of its user', { user: 'ad' }, {}, false],
    ['a flag it has', { flag: 'error' }, { error: true }, true],
    ['a flag it has not', { flag: 'violation' }, {}, false],
    ['a flag that there is not', { flag: 'bogus' }, {}, true],
    ['two parts that hold', { status: '2xx', user: 'ada' }, {}, true],
    ['one part of two', { status: '2xx', user: 'grace' }, {}, false],
  ])('asked for %s', (_what, filter, changes, passes) => {
    expect(filtered([request(changes)], filter)).toHaveLength(passes ? 1 : 0);
  });

  it('keeps the order of thousands', () => {
    const requests = Array.from({ length: 6_000 }, (_, n) =>
      request({ durationMs: n, status: n % 2 === 0 ? 200 : 503 }),
    );
    const slow = filtered(requests, { status: '5xx', minMs: 5_996 });
    expect(slow.map(({ durationMs }) => durationMs)).toEqual([5_997, 5_999]);
  });

  it('reads the surroundings once, and only when asked for a flag', () => {
    let reads = 0;
    const surroundings = () => {
      reads += 1;
      return { heard: ALL_HEARD, now: LATER };
    };
    const requests = [request(), request()];
    filterRequests(requests, { ...NO_FILTER, text: 'x' }, surroundings);
    expect(reads).toBe(0);
    filterRequests(requests, { ...NO_FILTER, flag: 'slow' }, surroundings);
    expect(reads).toBe(1);
  });

  it('finds nothing in an empty list', () => {
    expect(filtered([], { text: 'x' })).toEqual([]);
  });
});

describe('flagsOf', () => {
  it.each<[string, Partial<RequestSummary>, string[]]>([
    ['a request that went well', {}, []],
    ['a duration just below slow', { durationMs: 499.999 }, []],
    ['a slow one', { durationMs: 500 }, ['slow']],
    ['one that goes on', { durationMs: null }, []],
    ['a breach of a limit', { violations: 1 }, ['violation']],
    [
      'all at once',
      { error: true, durationMs: 900, violations: 2 },
      ['error', 'slow', 'violation', 'missing'],
    ],
  ])('flags %s', (_what, changes, flags) => {
    expect(flagsOf(request(changes), ALL_HEARD, LATER)).toEqual(flags);
  });
});

describe('missingVendors', () => {
  const alone = request({
    vendors: { otlp: true, xray: false, cloudwatch: false, rollbar: false },
  });

  it('misses nothing of a request that goes on, by its open segment', () => {
    const open = request({
      source: 'xray',
      status: null,
      durationMs: null,
      vendors: { otlp: false, xray: true, cloudwatch: false, rollbar: false },
    });
    expect(missingVendors(open, ALL_HEARD, LATER)).toEqual([]);
  });

  it('names whoever was heard of and has nothing', () => {
    expect(missingVendors(alone, ALL_HEARD, LATER)).toEqual([
      'xray',
      'cloudwatch',
    ]);
  });

  it('misses Rollbar in a failure alone', () => {
    const failed = request({ ...alone, error: true });
    expect(missingVendors(failed, ALL_HEARD, LATER)).toEqual([
      'xray',
      'cloudwatch',
      'rollbar',
    ]);
  });

  it('misses nothing of a vendor never heard of', () => {
    expect(missingVendors(alone, NOTHING_HEARD, LATER)).toEqual([]);
    const heard = { ...NOTHING_HEARD, cloudwatch: true };
    expect(missingVendors(alone, heard, LATER)).toEqual(['cloudwatch']);
  });

  it.each([
    ['9,999 ms after its end', 10_019, 20, 0],
    ['10,000 ms after its end', 10_020, 20, 2],
    ['while a long one has just ended', 60_000, 59_000, 0],
    ['10,000 ms after the beginning of one without an end', 10_000, null, 2],
  ])('is patient: %s', (_when, passed, durationMs, missing) => {
    const at = BEGUN_MS + passed;
    expect(
      missingVendors(request({ ...alone, durationMs }), ALL_HEARD, at),
    ).toHaveLength(missing);
  });
});
