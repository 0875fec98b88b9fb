import type { IncomingMessage } from 'node:http';
import type { ExchangeTakeover } from '../listener/http-listener.js';
import type { ActiveFault } from './active-fault.js';
import type { FaultGate } from './fault-gate.js';

/** The faults that need no answer: `hang` and `reset`. The receiver never hears of such a request. */
export function connectionFaults(gate: FaultGate): ExchangeTakeover {
  return (request) => {
    const { active } = gate;
    const act =
      active?.fault.type === 'hang'
        ? hang
        : active?.fault.type === 'reset'
          ? reset
          : undefined;
    if (!active || !act || !active.draws()) return false;
    active.hit();
    // A client that leaves in the middle of its body is no error here.
    request.on('error', () => undefined);
    act(request, active);
    return true;
  };
}

/** Reads the whole request without keeping it, and cuts its connection when the fault ends. */
function hang(request: IncomingMessage, active: ActiveFault): void {
  request.resume();
  cutAtEnd(request, active);
}

/** Resets the connection once the first part of the body is read, or the head of a request without body. */
function reset(request: IncomingMessage, active: ActiveFault): void {
  const cut = (): void => {
    request.socket.resetAndDestroy();
  };
  request.once('data', cut);
  request.once('end', cut);
  cutAtEnd(request, active);
}

function cutAtEnd({ socket }: IncomingMessage, active: ActiveFault): void {
  socket.once(
    'close',
    active.onEnd(() => socket.destroy()),
  );
}
