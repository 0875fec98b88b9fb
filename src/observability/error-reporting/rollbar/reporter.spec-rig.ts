import assert from 'node:assert/strict';
import { DeliveryRegistry } from '../../delivery/index.js';
import { ErrorReporter } from '../error-reporter.service.js';
import { type Item, ItemReceiver } from './item-receiver.spec-server.js';

const UUID =
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Reporters outside of any application, in front of a receiver in Rollbar's place. */
export class ReporterRig {
  readonly deliveries = new DeliveryRegistry();

  private constructor(readonly receiver: ItemReceiver) {}

  static async start(): Promise<ReporterRig> {
    return new ReporterRig(await ItemReceiver.start());
  }

  reporter(deliveries = this.deliveries): ErrorReporter {
    return new ErrorReporter(
      {
        rollbar: {
          accessToken: 'post-server-token',
          endpoint: this.receiver.endpoint,
          environment: 'test',
          codeVersion: 'abc123',
        },
      },
      deliveries,
    );
  }

  /** Reports an error as the first one and waits for its item. */
  async reported(error: unknown, extra?: unknown): Promise<Item> {
    const uuid = this.reporter().error(error, extra);
    assert.match(uuid ?? '', UUID);
    const [item] = await this.receiver.received(1);
    assert.ok(item !== undefined);
    assert.equal(item.uuid, uuid);
    return item;
  }

  async stop(): Promise<void> {
    await this.deliveries.stop(0);
    await this.receiver.stop();
  }
}
