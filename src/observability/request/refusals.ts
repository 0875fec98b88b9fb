import type { Socket } from 'node:net';
import type { SpanContext } from '@opentelemetry/api';

const refusals = new WeakMap<Socket, SpanContext>();

/** Notes under which span the refusal of what came last on a socket is recorded. */
export function noteRefusal(socket: Socket, span: SpanContext): void {
  refusals.set(socket, span);
}

/** The span of the refused request that a socket is about to be answered for. */
export function refusalOn(socket: Socket): SpanContext | undefined {
  return refusals.get(socket);
}
