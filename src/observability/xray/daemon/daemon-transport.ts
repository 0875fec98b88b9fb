import { setTimeout as wait } from 'node:timers/promises';
import type { AttemptResult, Transport } from '../../delivery/index.js';
import type { TraceEncoder } from '../document/trace-encoder.js';
import type { XRayDaemonOptions } from '../xray.options.js';
import { DaemonAddresses } from './daemon-addresses.js';
import { DaemonSocket } from './daemon-socket.js';
import { type Datagram, DatagramBuffer } from './datagram.js';
import { ReceiveBuffer } from './receive-buffer.js';
import { countWithRoom } from './receive-room.js';
import type { InDelivery } from './trace-in-delivery.js';
import { TurnShare } from './turn-share.js';

/** Bytes of one burst: a third of a socket's default receive buffer on Linux (212,992, bookkeeping included). */
const BURST_BYTES = 65_536;
/** Datagrams of one burst: with what the system keeps beside each, a half of that buffer. */
const BURST_DATAGRAMS = 48;
/** Pause after a burst, which lets the receiver run, where nobody tells how far it is. */
const BURST_PAUSE_MS = 1;
/** Wait for some of a receiver's buffer to be read. */
const ROOM_PAUSE_MS = 2;
/** Wait for a refusal on loopback, which knows of it as soon as it is sent to. */
const LOOPBACK_SETTLE_MS = 2;
const UNENCODED = 'the trace could not be encoded';

/** One batch on its way. */
interface Attempt {
  readonly socket: DaemonSocket;
  readonly failuresBefore: number;
  readonly signal: AbortSignal;
  /** For each trace begun, the datagrams of the socket up to its last, sent or about to be. */
  readonly ends: number[];
  /** Traces that have no datagram, by their place in the batch. */
  readonly unencoded: Set<number>;
  /** Bursts sent. */
  bursts: number;
  readonly share: TurnShare;
  readonly buffer: DatagramBuffer;
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
    this.burstDatagrams = options.burstDatagrams ?? BURST_DATAGRAMS;
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
      bursts: 0,
      share: new TurnShare(),
      buffer: new DatagramBuffer(),
    };
    await this.sendAll(traces, attempt);
    // What was sent before an attempt was cut short is judged as everything is: by the refusals that come within the wait.
    await pause(
      isLoopback(socket.target.address)
        ? Math.min(LOOPBACK_SETTLE_MS, this.settleMs)
        : this.settleMs,
    );
    if (!isRefused(attempt) && arrivedOf(attempt) === traces.length) {
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
    this.disconnect();
    this.receiveBuffer.close();
  }

  private disconnect(): void {
    this.socket?.close();
    this.socket = undefined;
  }

  /** Sends until a datagram is refused or the attempt is cut short. */
  private async sendAll(
    traces: readonly InDelivery[],
    attempt: Attempt,
  ): Promise<void> {
    let burst: Datagram[] = [];
    let bytes = 0;
    for (const [place, trace] of traces.entries()) {
      const encoded = trace.datagrams(this.encoder);
      if (encoded.length === 0) {
        attempt.unencoded.add(place);
      }
      for (const datagram of encoded) {
        if (
          burst.length >= this.burstDatagrams ||
          (burst.length > 0 &&
            (this.suspicious || bytes + datagram.bytes > BURST_BYTES))
        ) {
          await this.sendBurst(burst, attempt);
          if (isOver(attempt)) {
            return;
          }
          if (attempt.share.isUsed) {
            await attempt.share.rest();
          }
          burst = [];
          bytes = 0;
        }
        burst.push(datagram);
        bytes += datagram.bytes;
      }
      attempt.ends.push(attempt.socket.sent + burst.length);
    }
    await this.sendBurst(burst, attempt);
  }

  /**
   * Sends datagrams together, as many at a time as there is room for; after an outage one alone, to see whether the daemon is
   * back. Room is asked for when they are ready, not after those before: the receiver has read on in the meantime.
   */
  private async sendBurst(
    burst: readonly Datagram[],
    attempt: Attempt,
  ): Promise<void> {
    for (let sent = 0; sent < burst.length;) {
      const count = await this.awaitRoom(burst, sent, attempt);
      if (isOver(attempt)) {
        return;
      }
      const part = burst.slice(sent, sent + count);
      await attempt.socket.send(attempt.buffer.write(part));
      attempt.bursts += 1;
      sent += count;
    }
    if (this.suspicious) {
      await pause(this.settleMs);
      this.suspicious = isRefused(attempt);
    }
  }

  /**
   * Waits until the receiver has room for some of a burst, as the system tells, or the attempt is cut short; where nobody
   * tells, for a moment after the burst before.
   *
   * @param from the first datagram that is not sent
   * @returns how many have room
   */
  private async awaitRoom(
    burst: readonly Datagram[],
    from: number,
    attempt: Attempt,
  ): Promise<number> {
    const { address, family } = attempt.socket.target;
    while (!isOver(attempt)) {
      const waiting = isLoopback(address)
        ? this.receiveBuffer.waitingBytes(family)
        : undefined;
      if (waiting === undefined) {
        if (attempt.bursts > 0) {
          await pause(BURST_PAUSE_MS);
        }
        break;
      }
      const count = countWithRoom(burst, from, waiting);
      if (count > 0 || waiting === 0) {
        return Math.max(1, count);
      }
      await pause(ROOM_PAUSE_MS);
    }
    return burst.length - from;
  }

  private async connected(signal: AbortSignal): Promise<DaemonSocket> {
    const target = await this.addresses.current();
    // A name server can take longer than an attempt may: what it sent then would be sent twice.
    signal.throwIfAborted();
    if (this.socket?.target.address !== target.address) {
      this.disconnect();
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
    this.disconnect();
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
  const arrived = Math.min(socket.sent, socket.sentBeforeRefusal);
  return ends.filter((end) => end <= arrived).length;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function pause(ms: number): Promise<void> {
  return wait(ms, undefined, { ref: false });
}
