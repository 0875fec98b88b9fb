import { createSocket, type Socket } from 'node:dgram';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

export const TRACE_ID = '5b8efff798038103d269b633813fc60c';
export const XRAY_ID = '1-5b8efff7-98038103d269b633813fc60c';
export const HEADER = '{"format":"json","version":1}\n';

export type Json = Record<string, unknown>;
export function segment(changes: Json = {}): Json {
  return {
    name: 'cruddur',
    id: '70de5b6f19ff9a0a',
    trace_id: XRAY_ID,
    start_time: 1_478_293_361.271,
    end_time: 1_478_293_361.449,
    ...changes,
  };
}
export const subsegment = (changes: Json = {}): Json => ({
  name: 'notification_activities',
  id: '53995c3f42cd8ad8',
  start_time: 1_478_293_361.3,
  end_time: 1_478_293_361.4,
  ...changes,
});
/** Gives every test of a suite a sandbox of its own and clients for both sides of its daemon. */
export function useXRaySandbox() {
  let sandbox: Sandbox | undefined;
  let socket: Socket | undefined;
  const running = (): Sandbox => {
    if (!sandbox) throw new Error('The sandbox is not running');
    return sandbox;
  };
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
    socket = createSocket('udp4');
  });
  afterEach(async () => {
    socket?.close();
    await running().close();
  });

  /** Sends datagrams and waits until all have been looked at. */
  async function send(...datagrams: (string | Buffer)[]): Promise<void> {
    const [host, port] = running().endpoints.xray.split(':');
    const before = running().store.counts().xray.requests;
    for (const datagram of datagrams) {
      socket?.send(datagram, Number(port), host);
    }
    await running().store.waitFor(
      (store) =>
        store.counts().xray.requests === before + datagrams.length || undefined,
    );
  }
  const sendDocument = (document: unknown): Promise<void> =>
    send(HEADER + JSON.stringify(document));
  const rules = (): string[] =>
    running()
      .store.violations()
      .map(({ rule }) => rule);
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`http://${running().endpoints.xray}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  return {
    get sandbox(): Sandbox {
      return running();
    },
    send,
    sendDocument,
    rules,
    post,
  };
}
