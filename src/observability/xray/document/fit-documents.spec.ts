import { SpanKind } from '@opentelemetry/api';
import { addMetadata } from '../recording/record-on-span.js';
import { child, encode, segmentOf, serve } from '../testing/encode.js';
import { type ReadDocument, withNested } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';

beforeAll(() => {
  startTestTracing();
});

describe('a trace too large for one document', () => {
  it('sends its largest subsegments on their own and loses none', async () => {
    const documents = await encode(() => {
      serve({}, () => {
        for (let index = 0; index < 900; index += 1) {
          child(`step ${String(index)}`, {
            'step.detail': 'é'.repeat(index % 7 === 0 ? 2000 : 20),
          });
        }
      });
    });
    const [segment, ...others] = documents;
    const names = documents.flatMap(withNested).map(({ name }) => name);

    expect(new Set(names).size).toBe(901);
    expect(names).toHaveLength(901);
    expect(segment?.subsegments?.length).toBeGreaterThan(50);
    expect(others.length).toBeGreaterThan(100);
    expect(
      others.every(({ parent_id: parent }) => parent === segment?.id),
    ).toBe(true);
  });

  it('keeps the tree when whole branches leave', async () => {
    const parents = new Map<string, string>();
    const grow = (depth: number): void => {
      for (let index = 0; index < 3; index += 1) {
        child(
          'branch',
          { detail: 'x'.repeat(3000) },
          SpanKind.INTERNAL,
          (span) => {
            if (depth > 0) {
              grow(depth - 1);
            }
            const parent =
              'parentSpanContext' in span
                ? Object(span.parentSpanContext).spanId
                : '';
            parents.set(span.spanContext().spanId, String(parent));
          },
        );
      }
    };
    const documents = await encode(() => serve({}, () => grow(3)));
    const found = new Map<string, string>();
    const visit = (document: ReadDocument, parent: string): void => {
      found.set(document.id, document.parent_id ?? parent);
      document.subsegments?.forEach((nested) => {
        visit(nested, document.id);
      });
    };
    documents.forEach((document) => {
      visit(document, '');
    });

    for (const [id, parent] of parents) {
      expect(found.get(id)).toBe(parent);
    }
    expect(found.size).toBe(parents.size + 1);
  });

  it('cuts the texts of a subsegment that is too large by itself, and says so', async () => {
    const segment = await segmentOf({}, () => {
      child(
        'big',
        Object.fromEntries(
          Array.from({ length: 20 }, (_, index) => [
            `text.${String(index)}`,
            '漢'.repeat(10_000),
          ]),
        ),
      );
    });
    const [big] = segment.subsegments ?? [];

    expect(big?.metadata?.['otel']).toMatchObject({
      shortened: expect.stringContaining('bytes exceed'),
      'text.0': expect.stringMatching(/more characters\]$/),
    });
  });

  it('leaves the metadata out where cutting texts is not enough, and says so', async () => {
    const segment = await segmentOf({}, (span) => {
      for (let index = 0; index < 90; index += 1) {
        addMetadata(
          span,
          `list ${String(index)}`,
          Array.from({ length: 100 }, () => 'x'.repeat(50)),
        );
      }
    });

    expect(segment.metadata).toEqual({
      otel: { shortened: expect.stringContaining('metadata was left out') },
    });
    expect(segment).toHaveProperty('http.request');
  });

  it('arrives in parts when the record did', async () => {
    const documents = await encode(() => {
      serve({}, () => {
        for (let index = 0; index < 2500; index += 1) {
          child(`s${String(index)}`);
        }
      });
    });

    expect(
      new Set(documents.flatMap(withNested).map(({ name }) => name)).size,
    ).toBe(2501);
    expect(
      documents.filter((document) => document['type'] === undefined),
    ).toHaveLength(1);
  });
});
