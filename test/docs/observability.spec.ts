import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatted } from '../support/formatted.js';
import { withObservabilityStory } from './observability-document.js';
import {
  type ObservabilityStory,
  tellObservabilityStory,
} from './observability-story.js';

const PATH = fileURLToPath(
  new URL('../../docs/observability.md', import.meta.url),
);

/** Longest wait for a story to be told, in milliseconds: its database is made for it. */
const STORY_MS = 60_000;

/** Compared with the file as it is; `npm run docs:observability` writes it. */
describe('docs/observability.md', () => {
  let story: ObservabilityStory;

  beforeAll(async () => {
    story = await tellObservabilityStory();
  });

  it('shows what the vendors receive of this release', async () => {
    const written = readFileSync(PATH, 'utf8');
    const text = await formatted(withObservabilityStory(written, story), PATH);
    await expect(text).toMatchFileSnapshot(PATH);
  });

  it(
    'tells two runs in the same words',
    async () => {
      const document = readFileSync(PATH, 'utf8');
      expect(
        withObservabilityStory(document, await tellObservabilityStory()),
      ).toBe(withObservabilityStory(document, story));
    },
    STORY_MS,
  );

  it('tells one story in every vendor, without the secret of the query and the message of the body', () => {
    expect(() =>
      story.trace.agrees().hides('hunter2', 'Lunch at noon'),
    ).not.toThrow();
  });

  it('asks nothing that finds nothing', () => {
    expect(story.found).not.toContain(0);
  });
});
