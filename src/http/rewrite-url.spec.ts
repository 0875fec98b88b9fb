import { rewriteUrl } from './rewrite-url.js';

describe('rewriteUrl', () => {
  it.each([
    ['/api/activities/%40worf', '/api/activities/@worf'],
    ['/api/activities/%40worf?a=/%40b//c', '/api/activities/@worf?a=/%40b//c'],
    ['/api/activities//reply', '/api/activities/%20/reply'],
    ['/api/activities/a%40b', '/api/activities/a%40b'],
    ['/api/activities/home', '/api/activities/home'],
    ['/docs//x/%40', '/docs//x/%40'],
    [undefined, '/'],
  ])('makes %s %s', (url, rewritten) => {
    expect(rewriteUrl({ url })).toBe(rewritten);
  });
});
