import { RouteTable } from './route-table.js';

describe('RouteTable', () => {
  const table = new RouteTable();
  table.add('/api/items', ['POST']);
  table.add('/api/items/@:name', ['GET']);
  table.add('/api/items/@:name', ['HEAD']);
  table.add('/api/items/:uuid/reply', ['POST']);
  table.add('/docs/*', ['GET']);
  table.add('/a.b', ['GET']);

  it.each([
    ['/api/items', ['POST']],
    ['/api/items?x=/docs/1', ['POST']],
    ['/api/items/@me', ['GET', 'HEAD']],
    ['/api/items/1/reply', ['POST']],
    ['/docs/any/depth', ['GET']],
    ['/api/items/', []],
    ['/api/items/1', []],
    ['/api/items/1/2/reply', []],
    ['/axb', []],
    ['', []],
  ])('knows the methods of %s', (url, methods) => {
    expect(table.methodsOf(url)).toEqual(methods);
  });
});
