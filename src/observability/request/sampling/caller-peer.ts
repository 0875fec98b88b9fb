import { type Context, createContextKey } from '@opentelemetry/api';

const PEER = createContextKey('network peer of the caller');

/** Notes which network peer brought the trace that `context` continues: its sampling wish counts only if it is trusted. */
export function withPeer(
  context: Context,
  address: string | undefined,
): Context {
  return context.setValue(PEER, address ?? '');
}

/** The peer; undefined where the trace did not come over a socket of this server. */
export function peerOf(context: Context): string | undefined {
  const peer = context.getValue(PEER);
  return typeof peer === 'string' ? peer : undefined;
}
