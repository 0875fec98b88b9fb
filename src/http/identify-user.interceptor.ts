import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import type { User } from '../database/index.js';
import { identifyUser, NoTrace } from '../observability/index.js';
import { actingUserOf } from './acting-user.decorator.js';
import { KnownUsers } from './known-users.service.js';

/**
 * Names the acting user to telemetry before anything else is said of the request, invalid input too; never more than their
 * uuid, unless more is asked for. A user who is not in the store yet is named by the use case that makes them.
 */
@NoTrace()
@Injectable()
export class IdentifyUserInterceptor implements NestInterceptor {
  constructor(private readonly users: KnownUsers) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<unknown>,
  ): Observable<unknown> | Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { handle } = actingUserOf(request);
    const remembered = this.users.remembered(handle);
    if (remembered !== undefined) {
      tell(remembered);
      return next.handle();
    }
    return this.users.find(handle).then((user) => {
      tell(user);
      return next.handle();
    });
  }
}

function tell(user: User | undefined): void {
  if (user !== undefined) identifyUser({ id: user.uuid, name: user.handle });
}
