import { setTimeout as wait } from 'node:timers/promises';
import type { AttemptResult, Transport } from '../../delivery/index.js';
import type { TraceEncoder } from '../document/trace-encoder.js';
import type { XRayDaemonOptions } from '../xray.options.js';
import { DaemonAddresses } from './daemon-addresses.js';
import { DaemonSocket } from './daemon-socket.js';
import { ReceiveBuffer } from './receive-buffer.js';
import type { InDelivery } from './trace-in-delivery.js';

/** Bytes of one burst: a third of a socket's default receive buffer on Linux (212,992, bookkeeping included). */
const BURST_BYTES = 65_536;
/** Pause after a burst, which lets the receiver run. */
const BURST_PAUSE_MS = 1;
/** Bytes in a receiver's buffer beside which a burst has room, at its default size; and the wait for them to become fewer. */
const MAX_WAITING_BYTES = 65_536;
const ROOM_PAUSE_MS = 5;
const UNENCODED = 'the trace could not be encoded';

/** One batch on its way. */
interface Attempt {
  readonly socket: DaemonSocket;
  readonly failuresBefore: number;
  readonly signal: AbortSignal;
  /** For each trace begun, the datagrams of the socket up to its last. */
  readonly ends: number[];
  /** Traces that have no datagram, by their place in the batch. */
  readonly unencoded: Set<number>;
}

/**
 * The way to the X-Ray daemon: one document a datagram, in bursts, over one connected socket.
 *
 * UDP acknowledges nothing. What can be known is a refusal: where no daemon listens, its host answers with ICMP. A batch
 * counts as delivered when no refusal came while it was sent and for `settleMs` after. What was refused is kept and sent
 * again, first one datagram alone to see whether the daemon is back. On loopback, where refusals come at once, only what did
 * not arrive is sent again; elsewhere the whole batch is, and a document that did arrive before comes twice, which X-Ray
 * takes as the same one by its id.
 *
 * On loopback a burst also waits until there is room for it in the daemon's receive buffer, where the system tells (Linux): a
 * daemon that is slow, or hangs, loses nothing.
 *
 * What can't be known elsewhere: a daemon that hangs, a receive buffer that overflows, a network that swallows the
 * datagram or the ICMP answer. And anywhere: a daemon that drops, an answer later than `settleMs` after the last batch (a
 * later batch catches the failure, but the earlier one is gone).
 */
export class DaemonTransport implements Transport<InDelivery> {
  private readonly addresses: DaemonAddresses;
  private readonly settleMs: number;
  private readonly retryAfterMs: number;
  private readonly burstDatagrams: number;
  private readonly receiveBuffer: ReceiveBuffer;
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
    this.receiveBuffer = new ReceiveBuffer(options.port);
  }

  async send(
    traces: readonly InDelivery[],
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    let socket: DaemonSocket;
    try {
      socket = await this.connected(signal);
    } catch (error) {
      signal.throwIfAborted();
      const problem = error instanceof Error ? error.message : 'no socket';
      return this.failed(problem, 0, 0);
    }
    const attempt: Attempt = {
      socket,
      signal,
      failuresBefore: socket.failures,
      ends: [],
      unencoded: new Set(),
    };
    await this.sendAll(traces, attempt);
    // What was sent before an attempt was cut short is judged as everything is: by the refusals that come within the wait.
    await pause(this.settleMs);
    if (!isRefused(attempt) && attempt.ends.length === traces.length) {
      this.suspicious = false;
      const refused = attempt.unencoded.size;
      return refused === 0
        ? { outcome: 'delivered' }
        : { outcome: 'delivered', refused, reason: UNENCODED };
    }
    if (socket.lastFailure === 'EMSGSIZE') {
      return { outcome: 'refused', reason: socket.lastFailure };
    }
    const arrived =
      !isRefused(attempt) || isLoopback(socket.target.address)
        ? arrivedOf(attempt)
        : 0;
    return this.failed(
      socket.lastFailure || 'it does not read in time',
      arrived,
      [...attempt.unencoded].filter((place) => place < arrived).length,
    );
  }

  close(): void {
    this.socket?.close();
    this.socket = undefined;
  }

  /** Sends until a datagram is refused or the attempt is cut short. */
  private async sendAll(
    traces: readonly InDelivery[],
    attempt: Attempt,
  ): Promise<void> {
    let datagrams = 0;
    let bytes = 0;
    await this.roomFor(attempt);
    for (const [place, trace] of traces.entries()) {
      const encoded = trace.datagrams(this.encoder);
      if (encoded.length === 0) {
        attempt.unencoded.add(place);
      }
      for (const datagram of encoded) {
        if (
          datagrams >= this.burstDatagrams ||
          (datagrams > 0 && bytes + datagram.byteLength > BURST_BYTES)
        ) {
          datagrams = 0;
          bytes = 0;
          await pause(BURST_PAUSE_MS);
          await this.roomFor(attempt);
        }
        if (isOver(attempt)) {
          return;
        }
        // One after the other: of those sent after a refused one, some could arrive.
        await attempt.socket.send(datagram);
        datagrams += 1;
        bytes += datagram.byteLength;
        if (this.suspicious) {
          await pause(this.settleMs);
          this.suspicious = isRefused(attempt);
        }
      }
      attempt.ends.push(attempt.socket.sent);
    }
  }

  /** Waits until the receiver has room for a burst, as far as the system tells, or the attempt is cut short. */
  private async roomFor(attempt: Attempt): Promise<void> {
    if (!isLoopback(attempt.socket.target.address)) {
      return;
    }
    for (;;) {
      const waiting = (await this.receiveBuffer.waitingBytes()) ?? 0;
      if (waiting <= MAX_WAITING_BYTES || isOver(attempt)) {
        return;
      }
      await pause(ROOM_PAUSE_MS);
    }
  }

  private async connected(signal: AbortSignal): Promise<DaemonSocket> {
    const target = await this.addresses.current();
    // A name server can take longer than an attempt may: what it sent then would be sent twice.
    signal.throwIfAborted();
    if (this.socket?.target.address !== target.address) {
      this.close();
      this.socket = await DaemonSocket.connect(target, this.options.port);
    }
    return this.socket;
  }

  /**
   * An outage that one more attempt may find over.
   *
   * @param arrived traces of the batch that need not be sent again, `unencoded` ones among them
   */
  private failed(
    problem: string,
    arrived: number,
    unencoded: number,
  ): AttemptResult {
    this.suspicious = true;
    this.addresses.advance();
    this.close();
    const { host, port } = this.options;
    const outage = {
      reason: `no daemon at ${host}:${String(port)} (${problem})`,
      retryAfterMs: this.retryAfterMs,
    };
    return arrived === 0
      ? { outcome: 'retry', ...outage }
      : {
          outcome: 'partly',
          delivered: arrived,
          refused: unencoded,
          ...outage,
        };
  }
}

function isOver(attempt: Attempt): boolean {
  return attempt.signal.aborted || isRefused(attempt);
}

function isRefused({ socket, failuresBefore }: Attempt): boolean {
  return socket.failures !== failuresBefore;
}

/** Traces of which every datagram was sent, and before the first refusal. */
function arrivedOf({ socket, ends }: Attempt): number {
  return ends.filter((end) => end <= socket.sentBeforeRefusal).length;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function pause(ms: number): Promise<void> {
  return wait(ms, undefined, { ref: false });
}
