import { once } from 'node:events';
import { createServer } from 'node:net';

/** A vendor that takes connections and never answers. */
export async function startHanging(): Promise<{
  readonly url: string;
  readonly close: () => void;
}> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
    },
  };
}
