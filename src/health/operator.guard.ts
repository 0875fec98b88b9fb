import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLocalCaller } from './local-caller.js';
import { HEALTH_OPTIONS } from './health.module-definition.js';
import type { HealthModuleOptions } from './health.options.js';

/**
 * Lets operators pass: with a token set, whoever shows it (RFC 6750); without one, callers on this machine that speak for
 * themselves.
 */
@Injectable()
export class OperatorGuard implements CanActivate {
  private readonly token: Buffer | undefined;

  constructor(@Inject(HEALTH_OPTIONS) { operatorToken }: HealthModuleOptions) {
    this.token =
      operatorToken === undefined ? undefined : digest(operatorToken);
  }

  /**
   * @throws UnauthorizedException where the token is missing or wrong
   * @throws ForbiddenException where there is no token and the caller is elsewhere
   */
  canActivate(execution: ExecutionContext): boolean {
    const http = execution.switchToHttp();
    const { raw } = http.getRequest<FastifyRequest>();
    if (this.token === undefined) {
      if (isLocalCaller(raw.socket.remoteAddress, raw.headers)) {
        return true;
      }
      throw new ForbiddenException('This is for operators.');
    }
    const [, shown] =
      /^bearer +(\S+)$/i.exec(raw.headers.authorization ?? '') ?? [];
    if (shown !== undefined && timingSafeEqual(digest(shown), this.token)) {
      return true;
    }
    http
      .getResponse<FastifyReply>()
      .header(
        'www-authenticate',
        shown === undefined
          ? 'Bearer realm="operators"'
          : 'Bearer realm="operators", error="invalid_token"',
      );
    throw new UnauthorizedException('This is for operators.');
  }
}

/** Of one length whatever the text, so that comparing takes one time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
