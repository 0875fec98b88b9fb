import type { Attributes, SpanRecord } from '../store/records.js';
import { mapServices } from './service-map.js';
import {
  nanos,
  span,
  spanIdOf,
  START_MS,
} from './trace-records.spec-fixture.js';

const client = (
  n: number,
  attributes: Attributes,
  changes: Parameters<typeof span>[0] = {},
): SpanRecord =>
  span({ spanId: spanIdOf(n), kind: 3, name: 'call', attributes, ...changes });

describe('mapServices', () => {
  it('draws callers, services and a database, with calls, errors and time', () => {
    const map = mapServices([
      span(),
      span({ spanId: spanIdOf(2), status: { code: 2, message: '' } }),
      client(3, { 'db.system.name': 'postgresql' }),
      client(4, { 'server.address': 'api.example', 'server.port': 443 }),
    ]);
    expect(map.nodes).toEqual([
      { id: 'callers', name: 'callers', type: 'callers' },
      { id: 'service cruddur', name: 'cruddur', type: 'service' },
      { id: 'database postgresql', name: 'postgresql', type: 'database' },
      { id: 'remote api.example:443', name: 'api.example:443', type: 'remote' },
    ]);
    expect(map.edges).toEqual([
      {
        from: 'callers',
        to: 'service cruddur',
        calls: 2,
        errors: 1,
        totalMs: 40,
      },
      {
        from: 'service cruddur',
        to: 'database postgresql',
        calls: 1,
        errors: 0,
        totalMs: 20,
      },
      {
        from: 'service cruddur',
        to: 'remote api.example:443',
        calls: 1,
        errors: 0,
        totalMs: 20,
      },
    ]);
  });

  it('draws a call between two services that both tell of once', () => {
    const { edges } = mapServices([
      client(1, { 'server.address': 'b.internal' }),
      span(
        { spanId: spanIdOf(2), parentSpanId: spanIdOf(1) },
        { 'service.name': 'b' },
      ),
    ]);
    expect(edges).toMatchObject([
      { from: 'service cruddur', to: 'service b', calls: 1 },
    ]);
  });

  it('takes a caller whose span has not come for one from outside', () => {
    const { edges } = mapServices([span({ parentSpanId: spanIdOf(9) })]);
    expect(edges).toMatchObject([{ from: 'callers', to: 'service cruddur' }]);
  });

  it.each([
    [{ 'db.system': 'redis' }, 'database redis'],
    [{ 'db.system.name': 'mysql', 'server.address': 'h' }, 'database mysql'],
    [{ 'messaging.system': 'kafka' }, 'queue kafka'],
    [{ 'peer.service': 'billing' }, 'remote billing'],
    [{ 'net.peer.name': 'old' }, 'remote old'],
    [{ 'server.address': 'h', 'server.port': 80 }, 'remote h:80'],
    [{}, 'remote unnamed host'],
  ])('takes a call with %j to %s', (attributes, target) => {
    expect(mapServices([client(1, attributes)]).edges[0]?.to).toBe(target);
  });

  it('draws messages sent, and nothing of work within a service', () => {
    const sent = client(1, { 'messaging.system': 'sqs' }, { kind: 4 });
    const inner = client(2, {}, { kind: 1 });
    expect(mapServices([sent, inner]).edges).toMatchObject([
      { to: 'queue sqs' },
    ]);
  });

  it('names a service that names itself not', () => {
    expect(mapServices([span({}, {})]).nodes.at(-1)?.name).toBe(
      'unnamed service',
    );
  });

  it('tells the seconds between the first call and the last, at least one', () => {
    const later = span({
      startTimeUnixNano: nanos(START_MS + 7_000),
      endTimeUnixNano: nanos(START_MS + 7_500),
    });
    expect(mapServices([later, span()]).seconds).toBe(7.5);
    expect(mapServices([span()]).seconds).toBe(1);
    expect(mapServices([])).toEqual({ nodes: [], edges: [], seconds: 1 });
  });

  it('draws 60 nodes, and goes on counting calls between them', () => {
    const calls = Array.from({ length: 100 }, (_, n) =>
      client(n, { 'server.address': `host-${n}` }),
    );
    const again = client(100, { 'server.address': 'host-0' });
    const { nodes, edges } = mapServices([...calls, again]);
    expect(nodes).toHaveLength(60);
    expect(edges).toHaveLength(59);
    expect(edges[0]).toMatchObject({ to: 'remote host-0', calls: 2 });
  });
});
