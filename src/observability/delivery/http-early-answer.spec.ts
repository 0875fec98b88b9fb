import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { HttpPost } from './http-post.js';

/** Answers as soon as a request begins, keeps the connection, and never reads the body. */
async function startImpatient(): Promise<{ server: Server; url: URL }> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.pause();
      socket.write('HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('the receiver does not listen');
  }
  return {
    server,
    url: new URL(`http://127.0.0.1:${String(address.port)}/`),
  };
}

describe('a post that is answered before it is read', () => {
  it('does not keep its connection from the next one', async () => {
    const { server, url } = await startImpatient();
    const http = new HttpPost({ url, maxSockets: 1 });
    const body = Buffer.alloc(32 * 1024 * 1024);
    const send = async (signal: AbortSignal): Promise<number> =>
      (await http.post({}, body, signal)).status;

    await expect(send(new AbortController().signal)).resolves.toBe(503);
    await expect(send(AbortSignal.timeout(2000))).resolves.toBe(503);

    http.close();
    server.close();
  });
});
