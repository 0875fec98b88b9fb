import { RequestObserver } from '../../src/observability/index.js';
import type { ArrivedTrace } from '../support/arrived-trace.js';
import type { HttpAnswer } from '../support/http-answer.js';
import type { TestApp } from '../support/start-app.js';
import type { RequestKind } from './request-kind.js';

/** What came of a request. */
interface Outcome {
  /** The last answer; undefined where the client did not wait for one. */
  readonly answer: HttpAnswer | undefined;
  readonly trace: ArrivedTrace;
}

/** Sends a request of some kind over a connection of its own, and waits for its trace. */
export async function sendKind(
  app: TestApp,
  kind: RequestKind,
): Promise<Outcome> {
  const { ask, version = '1.1', headers = {}, body = '', client } = kind;
  const connection = await app.connect();
  connection.send(
    `${ask} HTTP/${version}`,
    { ...lengthOf(body, headers), ...headers, connection: 'close' },
    body,
  );
  const [, query = ''] = ask.split('?');
  const arrival = { spans: spanNamesOf(kind).size };
  if (client === undefined) {
    const answer = (await connection.closed()).at(-1);
    const { traceId = '' } = answer ?? {};
    const trace = await (traceId === ''
      ? app.traces.find(query, arrival)
      : app.traces.read(traceId, arrival));
    return { answer, trace };
  }
  await (client === 'leaves'
    ? expect.poll(() => app.get(RequestObserver).open).toBe(1)
    : connection.begun());
  connection.leave();
  return { answer: undefined, trace: await app.traces.find(query, arrival) };
}

function lengthOf(
  body: string,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return body === '' || 'transfer-encoding' in headers
    ? {}
    : { 'content-length': String(Buffer.byteLength(body)) };
}

/** Names of the spans that a row expects, the server's at least. */
function spanNamesOf({ edges = {} }: RequestKind): ReadonlySet<string> {
  const names = Object.entries(edges).flatMap(([parent, children]) => [
    parent,
    ...children,
  ]);
  return new Set(names.length === 0 ? ['server'] : names);
}
