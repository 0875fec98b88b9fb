import { connect } from 'node:net';
import { once } from 'node:events';
import { request as open } from 'node:http';
import { HttpListener } from './http-listener.js';

describe('HttpListener', () => {
  it('survives a client that leaves in the middle of its body', async () => {
    const paths: string[] = [];
    const listener = await HttpListener.start(0, 1_000, ({ path }) => {
      paths.push(path);
      return { status: 204 };
    });
    const socket = connect(listener.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /lost HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc',
    );
    socket.destroy();
    await once(socket, 'close');
    const answer = await fetch(`http://127.0.0.1:${listener.port}/next?a=1`);
    expect(answer.status).toBe(204);
    expect(paths).toEqual(['/next']);
    await listener.close();
  });

  it('reads a body over the limit to its end, so that the answer arrives', async () => {
    const listener = await HttpListener.start(0, 10, (request) => ({
      status: request.bodyTooLarge ? 413 : 200,
      body: `${request.wireBytes} ${request.body.length}`,
    }));
    const answer = await fetch(`http://127.0.0.1:${listener.port}/`, {
      method: 'POST',
      body: new Uint8Array(3_000_000),
    });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toBe('3000000 0');
    await listener.close();
  });

  it('answers 500 when its handler fails', async () => {
    const listener = await HttpListener.start(0, 10, () => {
      throw new Error('broken');
    });
    const answer = await fetch(`http://127.0.0.1:${listener.port}/`);
    expect(answer.status).toBe(500);
    await listener.close();
  });

  it.each([
    ['a name rebound to this machine', { host: 'evil.example' }, 403],
    ['a page of another origin', { origin: 'http://evil.example' }, 403],
    ['localhost', { host: 'localhost:4569' }, 204],
    ['a page of this machine', { origin: 'http://localhost:3000' }, 204],
  ])('answers %s with its due', async (_name, headers, status) => {
    const listener = await HttpListener.start(0, 10, () => ({ status: 204 }));
    const call = open({ port: listener.port, host: '127.0.0.1', headers });
    call.end();
    const [answer] = await once(call, 'response');
    expect(answer).toMatchObject({ statusCode: status });
    answer.resume();
    await listener.close();
  });
});
