import { createServer, type RequestListener, type Server } from 'node:http';

const servers: Server[] = [];

/** A real receiver; `answer` decides each request's status from the records it carries. */
export async function receive(
  answer: (
    records: readonly string[],
    request: number,
  ) => { status: number; headers?: Record<string, string> } | 'hang' | 'reset',
): Promise<{ url: URL; accepted: string[]; requests: () => number }> {
  const accepted: string[] = [];
  let requests = 0;
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const records = Buffer.concat(chunks).toString().split('\n');
      requests += 1;
      const verdict = answer(records, requests);
      if (verdict === 'hang') {
        return;
      }
      if (verdict === 'reset') {
        request.socket.destroy();
        return;
      }
      if (verdict.status === 200) {
        accepted.push(...records);
      }
      response.writeHead(verdict.status, verdict.headers).end();
    });
  };
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('the receiver does not listen');
  }
  return {
    url: new URL(`http://127.0.0.1:${String(address.port)}/`),
    accepted,
    requests: () => requests,
  };
}

export function closeReceivers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}
