import {
  jsonRequest,
  jsonSpan,
  SPAN_ID,
  useOtlpSandbox,
} from './otlp-sandbox.spec-fixture.js';

describe('OTLP records that break a rule', () => {
  const given = useOtlpSandbox();
  const { post, rules } = given;

  const long = { stringValue: 'é'.repeat(32_768) };
  it.each([
    ['span.trace-id', { traceId: '0'.repeat(32) }],
    ['span.trace-id', { traceId: '' }],
    ['span.span-id', { spanId: '0'.repeat(16) }],
    ['span.parent-id', { parentSpanId: '0'.repeat(16) }],
    [
      'span.attributes.value-too-long',
      { attributes: [{ key: 'a', value: long }] },
    ],
    [
      'event.attributes.value-too-long',
      {
        events: [
          {
            name: 'e',
            timeUnixNano: '1',
            attributes: [{ key: 'a', value: long }],
          },
        ],
      },
    ],
    ['link.trace-id', { links: [{ spanId: SPAN_ID }] }],
  ])('turns a span away for %s by a partial success', async (rule, changes) => {
    const answer = await post('/v1/traces', jsonRequest(jsonSpan(changes)));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      partialSuccess: {
        rejectedSpans: '1',
        errorMessage: expect.stringMatching(/\w/),
      },
    });
    expect(rules()).toContain(rule);
    expect(given.sandbox.store.violations()[0]?.refused).toBe(true);
    expect(given.sandbox.store.spans()).toEqual([]);
    expect(given.sandbox.store.counts().otlp.refused).toBe(1);
  });

  it.each([
    ['span.end-before-start', jsonSpan({ endTimeUnixNano: '1' }), undefined],
    ['span.time-missing', jsonSpan({ endTimeUnixNano: null }), undefined],
    ['span.name-empty', jsonSpan({ name: '' }), undefined],
    ['span.kind', jsonSpan({ kind: 9 }), undefined],
    ['span.parent-id-self', jsonSpan({ parentSpanId: SPAN_ID }), undefined],
    [
      'span.attributes.key-duplicate',
      jsonSpan({
        attributes: [
          { key: 'a', value: {} },
          { key: 'a', value: {} },
        ],
      }),
      undefined,
    ],
    ['resource.service-name-missing', jsonSpan(), { attributes: [] }],
  ])('stores a span and notes %s', async (rule, span, resource) => {
    const answer = await post('/v1/traces', jsonRequest(span, resource));
    expect(await answer.json()).toEqual({});
    expect(rules()).toEqual([rule]);
    expect(given.sandbox.store.violations()[0]?.refused).toBe(false);
    expect(given.sandbox.store.spans()).toHaveLength(1);
  });

  it('notes a histogram whose buckets do not add up', async () => {
    await post('/v1/metrics', {
      resourceMetrics: [
        {
          resource: {
            attributes: [{ key: 'service.name', value: { stringValue: 'c' } }],
          },
          scopeMetrics: [
            {
              metrics: [
                {
                  name: 'duration',
                  histogram: {
                    dataPoints: [
                      {
                        timeUnixNano: 3,
                        count: 4,
                        bucketCounts: ['1', 2],
                        explicitBounds: [1, 2],
                      },
                    ],
                  },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(rules().toSorted()).toEqual([
      'histogram.buckets',
      'histogram.count',
      'metric.temporality',
    ]);
  });
});
