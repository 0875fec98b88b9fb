import { setTimeout as wait } from 'node:timers/promises';
import {
  type LoadRequest,
  type LoadResult,
  loadResult,
} from '../load/load-request.js';
import {
  type Received,
  received,
  receiverPorts,
  type ReceiverPorts,
} from '../receivers/receiver-ports.js';
import { PinnedProcess } from './pinned-process.js';

/** Processor of load and receivers. */
const OTHER_CORE = 1;
/** On the way, beside the time that a program waits for more to send, in milliseconds. */
const TRANSIT_MS = 500;
const LIMIT_MS = 15_000;

/** What stands around the program that is measured: receivers of all vendors, and a load. */
export class BenchRig {
  private constructor(
    readonly ports: ReceiverPorts,
    private readonly receivers: PinnedProcess,
    private readonly loader: PinnedProcess,
  ) {}

  static async start(): Promise<BenchRig> {
    const receivers = beside('../receivers/receivers.process.js');
    const ports = await receivers.hear(receiverPorts);
    // The load never sleeps: receivers come first, or they would lose datagrams to it.
    const loader = beside('../load/load.process.js', true);
    return new BenchRig(ports, receivers, loader);
  }

  load(request: LoadRequest): Promise<LoadResult> {
    return this.loader.ask(request, loadResult, request.seconds * 1000);
  }

  arrived(): Promise<Received> {
    return this.receivers.ask('arrived', received);
  }

  /**
   * What has arrived once nothing more comes.
   *
   * @param delayMs the longest that something sent waits for more of its kind
   */
  async allArrived(delayMs: number): Promise<Received> {
    const until = performance.now() + LIMIT_MS;
    let before = await this.arrived();
    while (performance.now() < until) {
      await wait(delayMs + TRANSIT_MS);
      const now = await this.arrived();
      if (JSON.stringify(now) === JSON.stringify(before)) {
        break;
      }
      before = now;
    }
    return before;
  }

  async stop(): Promise<void> {
    await Promise.all([this.receivers.stop(), this.loader.stop()]);
  }
}

/** A process that takes nothing from what is measured. */
function beside(path: string, yields = false): PinnedProcess {
  return PinnedProcess.start(new URL(path, import.meta.url), {
    core: OTHER_CORE,
    yields,
  });
}
