import { field, textOf } from '../field.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** Characters of a URL that X-Ray keeps. Source: AWS X-Ray segment document schema 1.0.0. */
const MAX_URL_LENGTH = 250;

/** What was asked for, and the route that answered. */
export function compareWords(
  differences: Differences,
  { server, segment, access }: RequestStory,
): void {
  const { name, attributes } = server;
  const method = attributes['http.request.method'];
  const route = attributes['http.route'];
  const shown = method === '_OTHER' ? 'HTTP' : textOf(method);
  differences.same(
    'name of the span, and its method and route',
    name,
    route === undefined ? shown : `${shown} ${textOf(route)}`,
  );
  differences.same('route of access line and span', access['route'], route);
  differences.same('method of access line and span', access['method'], method);
  const query = attributes['url.query'];
  differences.same(
    'path of access line and span',
    access['path'],
    `${textOf(attributes['url.path'])}${query === undefined ? '' : `?${textOf(query)}`}`,
  );
  differences.same(
    'client of access line and span',
    access['remote_address'],
    attributes['client.address'],
  );
  const url = textOf(field(segment, 'http', 'request', 'url'));
  const path = textOf(attributes['url.path']);
  const start = url.indexOf(path.slice(0, 100));
  if (start < 0 || (url.length < MAX_URL_LENGTH && !url.endsWith(path))) {
    differences.note(`URL of the segment: ${url} is not that of ${path}`);
  }
}
