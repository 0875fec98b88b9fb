import { readDocument } from '../../src/observability/xray/testing/legal-document.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { RecordingModule } from './recording.probe.js';

const REQUESTS = 200;
/** Spans of one request, and those directly below each. */
const EDGES = {
  'GET /recording/:flow': ['RecordingController.record'],
  'RecordingController.record': ['RecordingWork.run'],
  'RecordingWork.run': ['by the SDK', 'by the trace service'],
  'by the SDK': ['RecordingWork.side'],
  left: ['left below'],
  right: ['right below'],
};
const SPANS = 11;
/** Those that say which request they are of: all but the server span and the two calls of `side`. */
const TELLING = 8;

describe('the recording APIs', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({}, { modules: [RecordingModule] });
  });

  afterAll(async () => {
    await app.close();
  });

  it(`cross no context in ${String(REQUESTS)} requests at a time`, async () => {
    const requests = Array.from({ length: REQUESTS }, (_, flow) =>
      app.request(`/recording/${String(flow)}`).expectStatus(200),
    );
    await Promise.all(requests.map((request) => request.answer()));

    for (const [flow, request] of requests.entries()) {
      const trace = await request.trace({ spans: SPANS });
      for (const [parent, children] of Object.entries(EDGES)) {
        trace.span(parent).parentOf(...children);
      }
      const told = trace.spans
        .map(({ attributes }) => attributes['app.flow'])
        .filter((it) => it !== undefined);
      expect(told).toEqual(Array<string>(TELLING).fill(String(flow)));
      for (const { document } of trace.view.xray.segments) {
        readDocument(JSON.stringify(document));
      }
      trace.agrees();
    }
    expect(app.sandbox.store.violations()).toEqual([]);
  });
});
