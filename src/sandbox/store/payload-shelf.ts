import { createHash } from 'node:crypto';
import type { Payload, ReceivedBody } from './payload.js';
import type { Vendor } from './vendor.js';

/** Bodies of which it is remembered that they came, to tell a retry. */
const MAX_DIGESTS = 20_000;
/** Share of the budget that one body may take. */
const LARGEST_SHARE = 0.25;

/** The bodies received last, within a budget of bytes: the oldest leaves first. */
export class PayloadShelf {
  readonly #maxBytes: number;
  readonly #payloads = new Map<number, Payload>();
  readonly #digests = new Set<string>();
  #bytes = 0;
  #lastId = 0;

  /** @param maxBytes bytes kept; a body of more than a quarter of it is not kept */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes kept. */
  get retainedBytes(): number {
    return this.#bytes;
  }

  /** Takes a body; one that carries no records is counted by nobody and kept by nobody. */
  add(vendor: Vendor, body: ReceivedBody, receivedAt: number): Payload {
    const payload: Payload = {
      ...body,
      id: ++this.#lastId,
      vendor,
      receivedAt,
      again: body.carriesRecords && this.#cameBefore(vendor, body.body),
    };
    const { byteLength } = body.body;
    if (
      body.carriesRecords &&
      byteLength > 0 &&
      byteLength <= this.#maxBytes * LARGEST_SHARE
    ) {
      this.#payloads.set(payload.id, payload);
      this.#bytes += byteLength;
      this.#makeRoom();
    }
    return payload;
  }

  /** A body by its id; `undefined` when it has left, or was too large. */
  get(id: number): Payload | undefined {
    return this.#payloads.get(id);
  }

  /** Forgets all bodies; ids go on. */
  clear(): void {
    this.#payloads.clear();
    this.#digests.clear();
    this.#bytes = 0;
  }

  #cameBefore(vendor: Vendor, body: Uint8Array): boolean {
    if (body.byteLength === 0) return false;
    const digest = `${vendor} ${createHash('sha1').update(body).digest('base64')}`;
    const known = this.#digests.delete(digest);
    this.#digests.add(digest);
    if (this.#digests.size > MAX_DIGESTS) {
      for (const oldest of this.#digests) {
        this.#digests.delete(oldest);
        break;
      }
    }
    return known;
  }

  #makeRoom(): void {
    for (const [id, { body }] of this.#payloads) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#payloads.delete(id);
      this.#bytes -= body.byteLength;
    }
  }
}
