import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { LOOPBACK } from './loopback.js';

/** How often the mark is sent anew while a full receive buffer drops it, milliseconds. */
const MARK_INTERVAL_MS = 10;
/** How long to wait for the mark at most, milliseconds. */
const DRAIN_TIMEOUT_MS = 1_000;

/**
 * Reads a bound socket to its end before it is closed, so that no sender takes
 * a datagram for received that nobody will read.
 *
 * The socket is connected to a peer of ours: from then on the system takes
 * datagrams of that peer only and answers all others as a closed port does
 * (Linux, udp(7)). A mark from the peer, last in the queue, tells when
 * everything before it has been read.
 */
export async function drain(
  socket: Socket,
  handler: (datagram: Buffer) => void,
): Promise<void> {
  const peer = createSocket('udp4');
  peer.on('error', () => undefined);
  peer.bind(0, LOOPBACK);
  await once(peer, 'listening');
  const peerPort = peer.address().port;
  const { port } = socket.address();
  const mark = (): void => peer.send('end', port, LOOPBACK);
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearInterval(again);
      clearTimeout(limit);
      resolve();
    };
    const again = setInterval(mark, MARK_INTERVAL_MS);
    const limit = setTimeout(done, DRAIN_TIMEOUT_MS);
    socket.off('message', handler);
    socket.on('message', (datagram: Buffer, from: RemoteInfo) => {
      if (from.port === peerPort) done();
      else handler(datagram);
    });
    socket.connect(peerPort, LOOPBACK, mark);
  });
  peer.close();
}
