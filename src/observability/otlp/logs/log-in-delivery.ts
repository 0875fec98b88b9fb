import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { Resource } from '@opentelemetry/resources';
import { encodeRecord } from '../encode/encode-record.js';
import { resourceBlock, scopeBlock } from '../encode/envelope.js';
import { writeBareLogRecord, writeLogRecord } from '../encode/log-record.js';
import type { Octets } from '../encode/proto-writer.js';
import { SharedBlock } from '../encode/shared-block.js';
import type { Enveloped } from '../encode/compose-request.js';

/** Heap of a record beside its octets. Measured. */
const HEAP_BYTES = 160;

/** A log record on its way out. It is encoded at once: what it says may change behind it. */
export class LogInDelivery {
  private constructor(
    private readonly resource: Resource | SharedBlock,
    private readonly scope: SharedBlock,
    private readonly octets: Octets,
  ) {}

  /** Never throws. */
  static of(record: ReadableLogRecord): LogInDelivery {
    return new LogInDelivery(
      record.resource,
      scopeBlock(record.instrumentationScope),
      encodeRecord(record, writeLogRecord, writeBareLogRecord),
    );
  }

  static from({ resource, scope, octets }: Enveloped): LogInDelivery {
    return new LogInDelivery(resource, scope, octets);
  }

  /** With its resource as bytes. */
  enveloped(): Enveloped {
    const { resource, scope, octets } = this;
    return {
      resource:
        resource instanceof SharedBlock ? resource : resourceBlock(resource),
      scope,
      octets,
    };
  }

  /** Settles when all that the record belongs to is known; undefined when it is. */
  ready(): Promise<void> | undefined {
    const { resource } = this;
    return resource instanceof SharedBlock ||
      resource.asyncAttributesPending !== true
      ? undefined
      : resource.waitForAsyncAttributes?.();
  }

  /** Bytes of heap. */
  get memoryBytes(): number {
    return HEAP_BYTES + this.octets.length;
  }

  /** Bytes in a request; none when the record could not be read at all. */
  get wireBytes(): number {
    return this.octets.length;
  }
}
