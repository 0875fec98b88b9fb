import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type ServerResponse,
} from 'node:http';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An OTLP endpoint on a port of its own that keeps what it got; `answer` decides what it says. */
export class OtlpReceiver {
  readonly received: ReceivedRequest[] = [];
  answer: (response: ServerResponse) => void = (response) => {
    response.end();
  };
  url = '';
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      this.received.push({ path, headers, body: Buffer.concat(chunks) });
      this.answer(response);
    });
  });

  static async start(): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    const address = receiver.server.address();
    if (typeof address !== 'object' || address === null) {
      throw new Error('the receiver does not listen');
    }
    receiver.url = `http://127.0.0.1:${String(address.port)}`;
    return receiver;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
