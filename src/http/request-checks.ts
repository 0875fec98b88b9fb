import type { FastifyRequest } from 'fastify';
import { actingUserOf } from './acting-user.decorator.js';
import type { RequestCheck } from './also-check.interceptor.js';
import { parseHandle } from './handle.js';
import { isBlank } from './text.js';
import { parseUuid } from './uuid.js';

/** `user_handle_blank` when a write has nobody to act for. */
export const actingUserCheck: RequestCheck = (request) =>
  parseHandle(actingUserOf(request).handle) === undefined
    ? ['user_handle_blank']
    : [];

/** `activity_uuid_blank` when the path names no uuid. */
export const activityUuidCheck: RequestCheck = (request) => {
  const uuid = pathParameter(request, 'uuid');
  return parseUuid(uuid) === undefined ? ['activity_uuid_blank'] : [];
};

/** `blank_user_handle` when the path names no handle. */
export const pathHandleCheck: RequestCheck = (request) => {
  const handle = pathParameter(request, 'handle');
  return isBlank(handle) ? ['blank_user_handle'] : [];
};

function pathParameter(request: FastifyRequest, name: string): string {
  const { params } = request;
  const value: unknown =
    typeof params === 'object' && params !== null
      ? Reflect.get(params, name)
      : undefined;
  return typeof value === 'string' ? value : '';
}
