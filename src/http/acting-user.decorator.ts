import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who a request acts for. A blank handle is nobody: writes answer `user_handle_blank`, personal feeds are empty. */
export interface ActingUserIdentity {
  readonly handle: string;
  readonly displayName: string;
}

/** Who acts until a request says otherwise. */
const DEFAULT_ACTING_USER: ActingUserIdentity = {
  handle: 'andrewbrown',
  displayName: 'Andrew Brown',
};

const identified = new WeakMap<FastifyRequest, ActingUserIdentity>();

/**
 * Says who a request acts for. This is where authentication plugs in: a guard that has verified a token calls it.
 * Nothing a client merely claims, such as a header, is ever read here.
 */
export function actAs(request: FastifyRequest, user: ActingUserIdentity): void {
  identified.set(request, { ...user, handle: user.handle.trim() });
}

/** Who a request acts for. */
export function actingUserOf(request: FastifyRequest): ActingUserIdentity {
  return identified.get(request) ?? DEFAULT_ACTING_USER;
}

/** Hands the acting user to a handler's parameter. */
export const ActingUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): ActingUserIdentity =>
    actingUserOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
