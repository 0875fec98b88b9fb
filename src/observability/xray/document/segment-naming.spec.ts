import { legalName } from './legal-name.js';
import { SegmentNaming } from './segment-naming.js';
import { wildcardMatch } from '../../request/index.js';

describe('wildcardMatch', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['', '', true],
    ['', 'a', false],
    ['*.example.com', 'api.example.com', true],
    ['*.example.com', 'API.Example.COM', true],
    ['*.example.com', 'example.com', false],
    ['api.*', 'api.example.com', true],
    ['a?i.example.com', 'api.example.com', true],
    ['a?i.example.com', 'ai.example.com', false],
    ['*4567-*.gitpod.io*', '4567-cruddur.ws.gitpod.io', true],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXbX', false],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(wildcardMatch(pattern, text)).toBe(expected);
  });

  it('does not explode on many stars', () => {
    const started = performance.now();
    expect(
      wildcardMatch('*a'.repeat(100), 'a'.repeat(99) + 'b'.repeat(5000)),
    ).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('SegmentNaming', () => {
  const host = { 'server.address': 'api.example.com', 'server.port': 8443 };

  it.each([
    ['service name alone', {}, 'cruddur'],
    ['fixed name before service name', { fixed: 'fixed' }, 'fixed'],
    [
      'matching host first',
      { fixed: 'fixed', pattern: 'api.*' },
      'api.example.com:8443',
    ],
    [
      'host that does not match, fixed',
      { fixed: 'fixed', pattern: 'www.*' },
      'fixed',
    ],
    ['host that does not match, service', { pattern: 'www.*' }, 'cruddur'],
    ['port is part of the host', { pattern: '*.example.com' }, 'cruddur'],
  ])('%s', (_, naming, expected) => {
    expect(new SegmentNaming('cruddur', naming).nameOf(host)).toBe(expected);
  });

  it('never takes a name from a request without host', () => {
    expect(new SegmentNaming('cruddur', { pattern: '*' }).nameOf({})).toBe(
      'cruddur',
    );
  });
});

describe('legalName', () => {
  it.each([
    ['GET /api/@:handle', 'GET /api/@:handle'],
    ['Größe und 数', 'Größe und 数'],
    ['a\tb\nc', 'a b c'],
    ['drop;table"x"<y>', 'drop_table_x__y_'],
    ['back\\slash', 'back_slash'],
    ['', 'unknown'],
    ['   ', 'unknown'],
    ['x'.repeat(500), 'x'.repeat(200)],
  ])('%j becomes %j', (name, expected) => {
    expect(legalName(name)).toBe(expected);
  });

  it('does not part a surrogate pair', () => {
    expect(legalName('𠮷'.repeat(150)).isWellFormed()).toBe(true);
  });
});
