import { createSocket } from 'node:dgram';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * A daemon's ear on a thread of its own, as fast as a thread can be: keeps datagrams as they come. Posts its port first;
 * told how many to expect, posts them when they are there, or what there is after five seconds.
 *
 * Its data is how long it reads nothing at the start, in milliseconds, with a buffer of the system's default size. Without,
 * the buffer outlasts the stalls of a busy machine.
 */
const stallMs: unknown = workerData;
const socket = createSocket({
  type: 'udp4',
  ...(typeof stallMs === 'number' ? {} : { recvBufferSize: 4 * 1024 * 1024 }),
});
const datagrams: string[] = [];
let expected = Number.POSITIVE_INFINITY;

socket.on('message', (datagram) => {
  datagrams.push(datagram.toString('utf8'));
  if (datagrams.length >= expected) {
    parentPort?.postMessage(datagrams, []);
  }
});
socket.bind(0, '127.0.0.1', () => {
  parentPort?.postMessage(socket.address().port, []);
  if (typeof stallMs === 'number') {
    const never = new Int32Array(new SharedArrayBuffer(4));
    Atomics.wait(never, 0, 0, stallMs);
  }
});
parentPort?.on('message', (count: number) => {
  expected = count;
  if (datagrams.length >= expected) {
    parentPort?.postMessage(datagrams, []);
  } else {
    setTimeout(() => parentPort?.postMessage(datagrams, []), 5000);
  }
});
