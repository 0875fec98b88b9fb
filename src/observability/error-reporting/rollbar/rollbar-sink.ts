import {
  type DeliveryQueue,
  type DeliveryRegistry,
  PRIORITY,
} from '../../delivery/index.js';
import type { FoldedOccurrence, Occurrence } from '../occurrence/occurrence.js';
import { OccurrenceFolds } from '../occurrence/occurrence-folds.js';
import {
  DEFAULT_ENDPOINT,
  type RollbarOptions,
} from '../error-reporting.options.js';
import { encodeItem, MAX_ITEM_BYTES } from './encode-item.js';
import { type EncodedItem, encodedItemCodec } from './encoded-item.js';
import { itemData, type Origin } from './item-data.js';
import { PayloadBuilder } from './payload-builder.js';
import { RollbarTransport } from './rollbar-transport.js';
import { SourceMaps } from './source-maps.js';

export interface RollbarSinkOptions extends RollbarOptions {
  readonly root: string;
}

/** Occurrences that may be in building at once; more is refused and counted. */
const MAX_BUILDING = 1000;

/**
 * The way of an occurrence to Rollbar: folded with others of its kind, built by rollbar.js, encoded, queued. What is held back
 * to be folded, and what is still being built, counts as queued; a flush waits for neither.
 */
export class RollbarSink {
  readonly name = 'rollbar';
  private readonly queue: DeliveryQueue<EncodedItem>;
  private readonly builder: PayloadBuilder;
  private readonly sources: SourceMaps;
  private readonly folds = new OccurrenceFolds((folded) => this.take(folded));
  private readonly building = new Set<Promise<void>>();
  private readonly origin: Origin;

  constructor(
    options: RollbarSinkOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    const { accessToken, endpoint = DEFAULT_ENDPOINT } = options;
    const { building, folds } = this;
    if (options.fold === false) {
      folds.hurry();
    }
    this.origin = {
      environment: options.environment,
      codeVersion: options.codeVersion,
      branch: options.branch,
      root: options.root,
    };
    this.sources = new SourceMaps(options.root);
    this.builder = new PayloadBuilder(options.root);
    this.queue = deliveries.open<EncodedItem>({
      name: this.name,
      transport: new RollbarTransport(endpoint, accessToken),
      sizeOf: ({ bytes }) => bytes.byteLength,
      priorityOf: () => PRIORITY.errorReport,
      codec: encodedItemCodec,
      upstream: {
        get size() {
          return building.size + folds.size;
        },
        settled: () => Promise.all(building),
        hurry: () => folds.hurry(),
      },
      maxBatchRecords: 1,
      maxBatchBytes: MAX_ITEM_BYTES,
    });
  }

  /**
   * Takes what happened: at once, or folded with others of its kind.
   *
   * @param make the occurrence; asked for only where it is not counted in another
   * @param traceId of what happened
   * @returns the uuid by which Rollbar finds it; undefined when there are too many already
   */
  accept(
    kind: Pick<Occurrence, 'fingerprint' | 'level'>,
    make: () => Occurrence,
    traceId: string | undefined,
  ): string | undefined {
    return this.folds.add(kind, make, traceId);
  }

  private take(folded: FoldedOccurrence): boolean {
    if (this.building.size >= MAX_BUILDING) {
      return this.queue.countDropped('memory_full');
    }
    const work = this.build(folded).finally(() => {
      this.building.delete(work);
    });
    this.building.add(work);
    return true;
  }

  private async build(folded: FoldedOccurrence): Promise<void> {
    try {
      const occurrence = await this.mapped(folded.occurrence);
      const payload = await this.builder.build(occurrence);
      const item = itemData(
        { ...folded, occurrence },
        payload,
        this.origin,
        (path, line) => this.sources.linesAt(path, line),
      );
      const bytes = encodeItem(item);
      if (bytes === undefined) {
        this.queue.countDropped('record_too_large');
      } else {
        this.queue.enqueue({ uuid: occurrence.uuid, bytes });
      }
    } catch {
      this.queue.countDropped('encode_failed');
    }
  }

  /** The occurrence with the lines of its stacks as they were written. */
  private async mapped(occurrence: Occurrence): Promise<Occurrence> {
    const { what } = occurrence;
    return typeof what === 'string'
      ? occurrence
      : {
          ...occurrence,
          what: await Promise.all(
            what.map(async (exception) => ({
              ...exception,
              stack: await this.sources.mapped(exception.stack),
            })),
          ),
        };
  }
}
