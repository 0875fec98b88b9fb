import { once } from 'node:events';
import { connect } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { answerClientError } from './client-errors.js';

describe('answerClientError', () => {
  let app: FastifyInstance;
  let port: number;

  beforeEach(async () => {
    app = fastify({ clientErrorHandler: answerClientError });
    port = Number(new URL(await app.listen({ port: 0 })).port);
  });
  afterEach(() => app.close());

  it('answers what is no HTTP as a problem document', async () => {
    const socket = connect(port, 'localhost');
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.write('GARBAGE / x\r\n\r\n');
    await once(socket, 'close');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({
      title: 'Bad Request',
      status: 400,
    });
  });

  it('lets go of a caller that never closes its side', async () => {
    const socket = connect({ port, host: 'localhost', allowHalfOpen: true });
    socket.write('GARBAGE / x\r\n\r\n');
    socket.resume();
    await once(socket, 'end');
    await vi.waitFor(
      async () => {
        expect(await openConnections(app)).toBe(0);
      },
      { timeout: 5000, interval: 50 },
    );
    socket.destroy();
  });
});

function openConnections({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => {
      if (error) {
        reject(error);
      } else {
        resolve(count);
      }
    });
  });
}
