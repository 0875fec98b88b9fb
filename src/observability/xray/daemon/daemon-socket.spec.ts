import { DaemonSocket } from './daemon-socket.js';

describe('a socket to the daemon', () => {
  it('is none when the system refuses to connect it', async () => {
    // A broadcast address needs a permission that the socket does not have.
    const target = { address: '255.255.255.255', family: 4 } as const;

    await expect(DaemonSocket.connect(target, 2000)).rejects.toThrow('EACCES');
  });
});
