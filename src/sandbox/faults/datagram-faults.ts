import type { DatagramHandler } from '../listener/udp-listener.js';
import type { ActiveFault } from './active-fault.js';
import type { FaultGate } from './fault-gate.js';

/** Datagrams that may wait to be read, bytes; one more is dropped, as a full receive buffer drops it. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * Wraps a receiver of datagrams with the one fault of its port that can be told
 * from silence: `slow` has them read late, in their order. (`refuse` closes the
 * socket; every other fault is one of an answer, and datagrams have none.)
 */
export function datagramFaults(
  gate: FaultGate,
  receiver: DatagramHandler,
  maxWaitingBytes = MAX_WAITING_BYTES,
): DatagramHandler {
  let waitingBytes = 0;
  const readLate = async (
    datagram: Buffer,
    active: ActiveFault,
    delayMs: number,
  ): Promise<void> => {
    waitingBytes += datagram.byteLength;
    await active.wait(delayMs);
    waitingBytes -= datagram.byteLength;
    receiver(datagram);
  };
  return (datagram) => {
    const { active } = gate;
    if (active?.fault.type !== 'slow' || !active.draws()) {
      receiver(datagram);
    } else if (waitingBytes + datagram.byteLength > maxWaitingBytes) {
      active.hit(1);
    } else {
      active.hit();
      void readLate(datagram, active, active.fault.delayMs);
    }
  };
}
