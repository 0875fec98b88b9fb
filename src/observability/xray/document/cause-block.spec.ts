import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { recordException } from '../../request/index.js';
import { child, segmentOf } from '../testing/encode.js';
import { withNested } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';

beforeAll(() => {
  startTestTracing();
});

describe('a cause', () => {
  it('describes the exception where it surfaced and refers to it above', async () => {
    const error = new TypeError('no such column');
    const segment = await segmentOf(
      { 'http.response.status_code': 500 },
      (server) => {
        child('service', {}, SpanKind.INTERNAL, (service) => {
          child('query', {}, SpanKind.INTERNAL, (query) => {
            recordException(query, error);
          });
          recordException(service, error);
        });
        server.setAttribute('error.type', 'TypeError');
        server.setStatus({ code: SpanStatusCode.ERROR });
      },
    );
    const [, service, query] = withNested(segment);
    const cause = query?.['cause'];

    expect(query).toMatchObject({ fault: true });
    expect(cause).toMatchObject({
      working_directory: process.cwd(),
      exceptions: [
        {
          type: 'TypeError',
          message: 'no such column',
          stack: expect.arrayContaining([
            expect.objectContaining({
              path: expect.stringMatching(/cause-block\.spec\.ts$/),
            }),
          ]),
        },
      ],
    });
    const id: unknown = Object(cause).exceptions[0].id;
    expect(service?.['cause']).toBe(id);
    expect(segment['cause']).toBe(id);
  });

  it('of an event recorded by other instrumentation is taken too', async () => {
    const segment = await segmentOf({}, (span) => {
      span.recordException(new RangeError('out'));
      span.setStatus({ code: SpanStatusCode.ERROR, message: 'out' });
    });

    expect(segment['cause']).toMatchObject({
      exceptions: [{ type: 'RangeError', message: 'out' }],
    });
  });

  it('does not blame an exception that was handled', async () => {
    const segment = await segmentOf({}, (server) => {
      child('handled', {}, SpanKind.INTERNAL, (span) => {
        recordException(span, new TypeError('handled'));
      });
      server.setAttribute('error.type', 'RangeError');
      server.setStatus({ code: SpanStatusCode.ERROR, message: 'other' });
    });

    expect(segment['cause']).toMatchObject({
      exceptions: [{ type: 'RangeError', message: 'other' }],
    });
  });
});
