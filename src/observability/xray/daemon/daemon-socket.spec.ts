import { freeUdpPort } from '../testing/udp-daemon.js';
import { DaemonSocket } from './daemon-socket.js';

describe('a socket to the daemon', () => {
  it('is none when the system refuses to connect it', async () => {
    // A broadcast address needs a permission that the socket does not have.
    const target = { address: '255.255.255.255', family: 4 } as const;

    await expect(DaemonSocket.connect(target, 2000)).rejects.toThrow('EACCES');
  });

  it('knows of a refusal before the datagram after the next can be sent, which could arrive', async () => {
    const target = { address: '127.0.0.1', family: 4 } as const;
    const socket = await DaemonSocket.connect(target, await freeUdpPort());

    await socket.send([Buffer.from('refused')]);
    await socket.send([
      Buffer.from('not sent, in whose place the refusal comes'),
    ]);

    expect(socket.failures).toBe(1);
    expect(socket.lastFailure).toBe('ECONNREFUSED');
    expect(socket.sentBeforeRefusal).toBe(0);
    socket.close();
  });
});
