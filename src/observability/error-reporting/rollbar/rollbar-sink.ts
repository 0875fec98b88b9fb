import { type DeliveryFigures, DeliveryQueue } from '../../delivery/index.js';
import type { Occurrence } from '../occurrence/occurrence.js';
import {
  DEFAULT_ENDPOINT,
  type RollbarOptions,
} from '../error-reporting.options.js';
import { encodeItem, MAX_ITEM_BYTES } from './encode-item.js';
import { itemData, type Origin } from './item-data.js';
import { PayloadBuilder } from './payload-builder.js';
import { type EncodedItem, RollbarTransport } from './rollbar-transport.js';

export interface RollbarSinkOptions extends RollbarOptions {
  readonly root: string;
  readonly maxQueuedBytes?: number;
}

/** Occurrences that may be in building at once; more is refused and counted. */
const MAX_BUILDING = 1000;

/** The way of an occurrence to Rollbar: built by rollbar.js, encoded, queued. What is still being built counts as queued. */
export class RollbarSink {
  readonly name = 'rollbar';
  private readonly queue: DeliveryQueue<EncodedItem>;
  private readonly builder: PayloadBuilder;
  private readonly building = new Set<Promise<void>>();
  private readonly origin: Origin;

  constructor(options: RollbarSinkOptions) {
    const { accessToken, endpoint = DEFAULT_ENDPOINT } = options;
    this.origin = {
      environment: options.environment,
      codeVersion: options.codeVersion,
      root: options.root,
    };
    this.builder = new PayloadBuilder(options.root);
    this.queue = new DeliveryQueue<EncodedItem>({
      name: this.name,
      transport: new RollbarTransport(endpoint, accessToken),
      sizeOf: ({ bytes }) => bytes.byteLength,
      maxBatchRecords: 1,
      maxBatchBytes: MAX_ITEM_BYTES,
      ...(options.maxQueuedBytes === undefined
        ? {}
        : { maxQueuedBytes: options.maxQueuedBytes }),
    });
  }

  /** Takes an occurrence; `false` when there are too many already. */
  accept(occurrence: Occurrence): boolean {
    if (this.building.size >= MAX_BUILDING) {
      return this.queue.countDropped('queue_full');
    }
    const work = this.build(occurrence).finally(() => {
      this.building.delete(work);
    });
    this.building.add(work);
    return true;
  }

  /** As `DeliveryQueue.flush`, once everything accepted so far is built. */
  async flush(deadlineMs: number): Promise<number> {
    const until = Date.now() + deadlineMs;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, deadlineMs);
    });
    await Promise.race([deadline, Promise.all(this.building)]);
    clearTimeout(timer);
    const left = await this.queue.flush(Math.max(0, until - Date.now()));
    return left + this.building.size;
  }

  close(): void {
    this.queue.close();
  }

  figures(): DeliveryFigures {
    const figures = this.queue.figures();
    return { ...figures, queued: figures.queued + this.building.size };
  }

  private async build(occurrence: Occurrence): Promise<void> {
    try {
      const payload = await this.builder.build(occurrence);
      const bytes = encodeItem(itemData(occurrence, payload, this.origin));
      if (bytes === undefined) {
        this.queue.countDropped('record_too_large');
      } else {
        this.queue.enqueue({ uuid: occurrence.uuid, bytes });
      }
    } catch {
      this.queue.countDropped('encode_failed');
    }
  }
}
