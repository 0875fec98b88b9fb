import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

/** A key as the signer gives it. */
type Secret = string | ArrayBuffer | ArrayBufferView;

/** SHA-256, keyed or not, in the form that the AWS signer asks for, by Node's own implementation. */
export class NodeSha256 {
  private readonly hash: Hash | Hmac;

  constructor(private readonly secret?: Secret) {
    this.hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', bytesOf(secret));
  }

  update(chunk: Uint8Array): void {
    this.hash.update(chunk);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    Object.assign(this, new NodeSha256(this.secret));
  }
}

function bytesOf(source: Secret): Buffer {
  if (typeof source === 'string') {
    return Buffer.from(source);
  }
  return ArrayBuffer.isView(source)
    ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
    : Buffer.from(source);
}
