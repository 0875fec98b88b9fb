import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatted } from '../support/formatted.js';
import { withTracingStory } from './tracing-document.js';
import { tellTracingStory, type TracingStory } from './tracing-story.js';

const PATH = fileURLToPath(new URL('../../docs/tracing.md', import.meta.url));

/** Longest wait for a story to be told, in milliseconds: its database is made for it. */
const STORY_MS = 60_000;

/** Compared with the file as it is; `npm run docs:tracing` writes it. */
describe('docs/tracing.md', () => {
  let story: TracingStory;

  beforeAll(async () => {
    story = await tellTracingStory();
  });

  it('shows what the vendors receive of this release', async () => {
    const written = readFileSync(PATH, 'utf8');
    const text = await formatted(withTracingStory(written, story), PATH);
    await expect(text).toMatchFileSnapshot(PATH);
  });

  it(
    'tells two runs in the same words',
    async () => {
      const document = readFileSync(PATH, 'utf8');
      expect(withTracingStory(document, await tellTracingStory())).toBe(
        withTracingStory(document, story),
      );
    },
    STORY_MS,
  );

  it('tells one story in every vendor, without the secret of the query', () => {
    for (const trace of [story.feed, story.failure]) {
      expect(() => trace.agrees().hides('hunter2')).not.toThrow();
    }
  });
});
