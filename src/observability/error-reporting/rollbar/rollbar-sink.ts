import {
  type DeliveryQueue,
  type DeliveryRegistry,
  PRIORITY,
} from '../../delivery/index.js';
import type { Occurrence } from '../occurrence/occurrence.js';
import {
  DEFAULT_ENDPOINT,
  type RollbarOptions,
} from '../error-reporting.options.js';
import { encodeItem, MAX_ITEM_BYTES } from './encode-item.js';
import { type EncodedItem, encodedItemCodec } from './encoded-item.js';
import { itemData, type Origin } from './item-data.js';
import { PayloadBuilder } from './payload-builder.js';
import { RollbarTransport } from './rollbar-transport.js';

export interface RollbarSinkOptions extends RollbarOptions {
  readonly root: string;
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

  constructor(
    options: RollbarSinkOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    const { accessToken, endpoint = DEFAULT_ENDPOINT } = options;
    const { building } = this;
    this.origin = {
      environment: options.environment,
      codeVersion: options.codeVersion,
      root: options.root,
    };
    this.builder = new PayloadBuilder(options.root);
    this.queue = deliveries.open<EncodedItem>({
      name: this.name,
      transport: new RollbarTransport(endpoint, accessToken),
      sizeOf: ({ bytes }) => bytes.byteLength,
      priorityOf: () => PRIORITY.errorReport,
      codec: encodedItemCodec,
      upstream: {
        get size() {
          return building.size;
        },
        settled: () => Promise.all(building),
      },
      maxBatchRecords: 1,
      maxBatchBytes: MAX_ITEM_BYTES,
    });
  }

  /** Takes an occurrence; `false` when there are too many already. */
  accept(occurrence: Occurrence): boolean {
    if (this.building.size >= MAX_BUILDING) {
      return this.queue.countDropped('memory_full');
    }
    const work = this.build(occurrence).finally(() => {
      this.building.delete(work);
    });
    this.building.add(work);
    return true;
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
