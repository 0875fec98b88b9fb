import { xrayEntities } from '../xray-entities.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';
import { compareEntityTimes } from './times.js';

/** Every span is one segment or subsegment, below the same parent, at the same time; all spans weigh the same. */
export function compareEntities(
  differences: Differences,
  { view, server }: RequestStory,
): void {
  const entities = new Map(
    xrayEntities(view.xray.segments).map((entity) => [
      String(entity.document['id']),
      entity,
    ]),
  );
  for (const { span } of view.otlp.spans) {
    const entity = entities.get(span.spanId);
    entities.delete(span.spanId);
    if (entity === undefined) {
      differences.note(`X-Ray has nothing of ${span.name}`);
      continue;
    }
    differences.same(
      `parent of ${span.name} in X-Ray`,
      entity.parentId,
      span.parentSpanId,
    );
    compareEntityTimes(differences, span, entity.document);
    differences.same(
      `SampleRate of ${span.name} and the server span`,
      span.attributes['SampleRate'],
      server.attributes['SampleRate'],
    );
  }
  for (const { document } of entities.values()) {
    differences.note(`X-Ray alone has ${String(document['name'])}`);
  }
}
