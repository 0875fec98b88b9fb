import {
  answerFaults,
  connectionFaults,
  datagramFaults,
  type FaultForm,
  FaultGate,
  FaultSwitch,
} from './faults/index.js';
import { DaemonListener } from './listener/daemon-listener.js';
import {
  HttpListener,
  type WireHandler,
  type WireResponse,
} from './listener/http-listener.js';
import { SwitchablePort } from './listener/switchable-port.js';
import type { DatagramHandler } from './listener/udp-listener.js';
import type { TelemetryStore } from './store/telemetry-store.js';
import type { Vendor } from './store/vendor.js';

/** What stands in for one vendor. */
export interface VendorReceiver {
  /** Largest body to read, bytes. */
  readonly maxBodyBytes: number;
  readonly handle: WireHandler<WireResponse>;
  /** Takes a datagram; a receiver that has it listens on UDP as well. */
  readonly take?: DatagramHandler;
}

/** One vendor's receiver on its port, behind the switch of its faults. */
export interface VendorEndpoint {
  readonly port: number;
  readonly faults: FaultSwitch;
  /** Stops listening, whatever fault is in force. */
  close(): Promise<void>;
}

/**
 * Puts a receiver on a port (0 for a free one).
 *
 * @throws the system's error, for example with code `EADDRINUSE`.
 */
export async function startVendorEndpoint(
  vendor: Vendor,
  port: number,
  receiver: VendorReceiver,
  form: FaultForm,
  store: TelemetryStore,
): Promise<VendorEndpoint> {
  const gate = new FaultGate();
  const { maxBodyBytes, take } = receiver;
  const handle = answerFaults({ vendor, gate, form, store }, receiver.handle);
  const takesOver = connectionFaults(gate);
  const onDatagram = take && datagramFaults(gate, take);
  const switchable = await SwitchablePort.start(port, (number) =>
    onDatagram
      ? DaemonListener.start(
          number,
          maxBodyBytes,
          onDatagram,
          handle,
          takesOver,
        )
      : HttpListener.start(number, maxBodyBytes, handle, takesOver),
  );
  const faults = new FaultSwitch(gate, switchable);
  return {
    port: switchable.port,
    faults,
    close: () => {
      faults.stop();
      return switchable.close();
    },
  };
}
