import { type Attributes, SpanKind } from '@opentelemetry/api';

/** Whether a span is a call to something outside the process: X-Ray draws a node of its own for it. */
export function isRemoteCall(kind: SpanKind): boolean {
  return kind === SpanKind.CLIENT || kind === SpanKind.PRODUCER;
}

/**
 * What a call went to, which is the name X-Ray gives the node: the peer's service name, `database@host`, or the host.
 * Undefined where the span doesn't say; its own name serves then.
 * Source: "X-Ray segment documents", `name` of subsegments: "the resource or service called".
 */
export function remoteNameOf(attributes: Attributes): string | undefined {
  const method = attributes['rpc.method'];
  if (
    attributes['rpc.system.name'] === 'aws-api' &&
    typeof method === 'string'
  ) {
    return method.split('/', 1)[0];
  }
  const peer = attributes['service.peer.name'] ?? attributes['peer.service'];
  if (typeof peer === 'string' && peer !== '') {
    return peer;
  }
  const system = attributes['db.system.name'];
  const address = attributes['server.address'];
  const host =
    typeof address === 'string' && address !== '' ? address : undefined;
  if (typeof system === 'string' && system !== '') {
    const database = attributes['db.namespace'];
    const name = typeof database === 'string' ? database : system;
    return host === undefined ? name : `${name}@${host}`;
  }
  return host;
}
