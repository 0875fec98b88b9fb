import { textOf } from '../field.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** The server span is named by its method and route, and whatever line tells a route tells this one. */
export function compareNames(
  differences: Differences,
  { view, server }: RequestStory,
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
  for (const { fields = {}, message } of view.cloudwatch.events) {
    differences.same(
      `route of span and of the line ${message.slice(0, 200)}`,
      fields['route'],
      route,
    );
  }
}
