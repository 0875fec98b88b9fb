import { setTimeout as wait } from 'node:timers/promises';
import type { AttemptResult, Transport } from '../../delivery/index.js';
import type { TraceEncoder } from '../document/trace-encoder.js';
import type { XRayDaemonOptions } from '../xray.options.js';
import { DaemonAddresses } from './daemon-addresses.js';
import { DaemonSocket } from './daemon-socket.js';
import type { InDelivery } from './trace-in-delivery.js';

/** Bytes of one burst: a third of a socket's default receive buffer on Linux (212,992, bookkeeping included). */
const BURST_BYTES = 65_536;
/** Pause after a burst, which lets the receiver run. */
const BURST_PAUSE_MS = 1;

/** What tells whether the datagrams of one attempt may have been lost. */
interface Attempt {
  readonly socket: DaemonSocket;
  readonly failuresBefore: number;
  readonly signal: AbortSignal;
}

/**
 * The way to the X-Ray daemon: one document a datagram, in bursts, over one connected socket.
 *
 * UDP acknowledges nothing. What can be known is a refusal: where no daemon listens, its host answers with ICMP. A batch
 * counts as delivered when no refusal came while it was sent and for `settleMs` after. A refused batch is kept and sent
 * again as a whole, first one datagram alone to see whether the daemon is back; a document that did arrive before is
 * then sent twice, which X-Ray takes as the same one by its id.
 *
 * What can't be known: a daemon that hangs or drops, a receive buffer that overflows, a network that swallows the
 * datagram or the ICMP answer, an answer later than `settleMs` after the last batch (a later batch catches the failure,
 * but the earlier one is gone).
 */
export class DaemonTransport implements Transport<InDelivery> {
  private readonly addresses: DaemonAddresses;
  private readonly settleMs: number;
  private readonly retryAfterMs: number;
  private readonly burstDatagrams: number;
  private socket: DaemonSocket | undefined;
  /** The last batch was refused: probe before the next. */
  private suspicious = false;

  constructor(
    private readonly encoder: TraceEncoder,
    private readonly options: XRayDaemonOptions,
  ) {
    this.addresses = new DaemonAddresses(options.host);
    this.settleMs = options.settleMs ?? 20;
    this.retryAfterMs = options.retryAfterMs ?? 1000;
    this.burstDatagrams = options.burstDatagrams ?? 32;
  }

  async send(
    traces: readonly InDelivery[],
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    let socket: DaemonSocket;
    try {
      socket = await this.connected();
    } catch (error) {
      return this.failed(error instanceof Error ? error.message : 'no socket');
    }
    const attempt = { socket, signal, failuresBefore: socket.failures };
    const { arrived, unencoded } = await this.sendAll(traces, attempt);
    if (!arrived && socket.lastFailure === 'EMSGSIZE') {
      return { outcome: 'too-large', reason: socket.lastFailure };
    }
    if (!arrived) {
      return this.failed(socket.lastFailure || 'the attempt was cut short');
    }
    this.suspicious = false;
    return {
      outcome: 'delivered',
      ...(unencoded === 0
        ? {}
        : { refused: unencoded, reason: 'the trace could not be encoded' }),
    };
  }

  close(): void {
    this.socket?.close();
    this.socket = undefined;
  }

  private async sendAll(
    traces: readonly InDelivery[],
    attempt: Attempt,
  ): Promise<{ readonly arrived: boolean; readonly unencoded: number }> {
    let unencoded = 0;
    let datagrams = 0;
    let bytes = 0;
    for (const trace of traces) {
      const encoded = trace.datagrams(this.encoder);
      unencoded += encoded.length === 0 ? 1 : 0;
      for (const datagram of encoded) {
        if (
          datagrams >= this.burstDatagrams ||
          (datagrams > 0 && bytes + datagram.byteLength > BURST_BYTES)
        ) {
          datagrams = 0;
          bytes = 0;
          await pause(BURST_PAUSE_MS);
          if (isLost(attempt)) {
            return { arrived: false, unencoded };
          }
        }
        attempt.socket.send(datagram);
        datagrams += 1;
        bytes += datagram.byteLength;
        if (this.suspicious) {
          await pause(this.settleMs);
          if (isLost(attempt)) {
            return { arrived: false, unencoded };
          }
          this.suspicious = false;
        }
      }
    }
    await pause(this.settleMs);
    return { arrived: !isLost(attempt), unencoded };
  }

  private async connected(): Promise<DaemonSocket> {
    const target = await this.addresses.current();
    if (this.socket?.target.address !== target.address) {
      this.close();
      this.socket = await DaemonSocket.connect(target, this.options.port);
    }
    return this.socket;
  }

  /** An outage that one more attempt may find over. */
  private failed(problem: string): AttemptResult {
    this.suspicious = true;
    this.addresses.advance();
    this.close();
    const { host, port } = this.options;
    return {
      outcome: 'retry',
      reason: `no daemon at ${host}:${String(port)} (${problem})`,
      retryAfterMs: this.retryAfterMs,
    };
  }
}

function isLost({ socket, failuresBefore, signal }: Attempt): boolean {
  return signal.aborted || socket.failures !== failuresBefore;
}

function pause(ms: number): Promise<void> {
  return wait(ms, undefined, { ref: false });
}
