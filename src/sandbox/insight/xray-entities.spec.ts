import type { JsonObject } from '../store/records.js';
import { segment, SPAN_ID, spanIdOf } from './trace-records.spec-fixture.js';
import { statusOf, toldByDocument } from '../store/request-facts.js';
import { entitiesOf } from './xray-entities.js';

const INNER = spanIdOf(2);
const subsegment = (changes: JsonObject = {}): JsonObject => ({
  id: INNER,
  name: 'query',
  start_time: 1,
  end_time: 2,
  ...changes,
});

describe('entitiesOf', () => {
  it('reads a segment with all that is nested in it', () => {
    const record = segment({
      parent_id: 'ABCDEF0123456789',
      subsegments: [
        subsegment({ subsegments: [{ id: spanIdOf(3), name: 'deeper' }] }),
        'no subsegment',
        ['neither'],
        { name: 'without an id' },
      ],
    });
    const entities = [...entitiesOf([record]).values()];
    expect(entities).toMatchObject([
      { id: SPAN_ID, parentId: 'abcdef0123456789', isSegment: true, record },
      {
        id: INNER,
        parentId: SPAN_ID,
        name: 'query',
        isSegment: false,
        startTime: 1,
        endTime: 2,
        record,
      },
      {
        id: spanIdOf(3),
        parentId: INNER,
        startTime: null,
        endTime: null,
      },
    ]);
    expect(entities[0]?.fields).not.toHaveProperty('subsegments');
    expect(entities[0]?.fields).toHaveProperty('http');
  });

  it('takes a subsegment sent alone for no segment', () => {
    const alone = segment(
      subsegment({
        id: INNER.toUpperCase(),
        type: 'subsegment',
        parent_id: SPAN_ID,
      }),
    );
    expect(entitiesOf([alone]).get(INNER)).toMatchObject({
      parentId: SPAN_ID,
      isSegment: false,
    });
  });

  const ended = segment(subsegment({ name: 'ended' }));
  const goingOn = segment(
    subsegment({ name: 'going on', end_time: undefined, in_progress: true }),
  );
  const stillGoingOn = segment(
    subsegment({ name: 'still going on', end_time: undefined }),
  );
  const later = segment(subsegment({ name: 'later', end_time: 3 }));
  it.each([
    ['the end comes after what was sent before', [goingOn, ended], 'ended'],
    ['what was sent before comes late', [ended, goingOn], 'ended'],
    ['nothing has ended', [goingOn, stillGoingOn], 'still going on'],
    ['it was sent twice', [ended, later], 'later'],
  ])('keeps one of each id when %s', (_when, records, name) => {
    const entities = [...entitiesOf(records).values()];
    expect(entities.map((entity) => entity.name)).toEqual([name]);
  });

  it('follows 500 levels and no more', () => {
    let document: JsonObject = subsegment({ id: spanIdOf(601) });
    for (let n = 600; n >= 1; n -= 1) {
      document = { id: spanIdOf(n), subsegments: [document] };
    }
    const entities = entitiesOf([segment({ subsegments: [document] })]);
    expect(entities.size).toBe(501);
    expect(entities.get(spanIdOf(500))?.parentId).toBe(spanIdOf(499));
  });
});

describe('what an entity shows', () => {
  it.each([
    [{ fault: true, error: true }, 'fault'],
    [{ throttle: true, error: true }, 'throttle'],
    [{ error: true }, 'error'],
    [{ fault: false, error: 'yes' }, 'ok'],
    [{}, 'ok'],
  ])('calls %j a %s', (flags, status) => {
    const entity = entitiesOf([segment(flags)]).get(SPAN_ID);
    expect(entity && statusOf(entity.fields)).toBe(status);
  });

  it.each([
    [{ response: { status: 404 } }, 404],
    [{ request: {} }, null],
    ['nothing', null],
  ])('reads of the http block %j the status %j', (http, status) => {
    const entity = entitiesOf([segment({ http })]).get(SPAN_ID);
    expect(entity && toldByDocument(entity.fields).status).toBe(status);
  });
});
