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
  const { params } = request;
  const uuid: unknown =
    typeof params === 'object' && params !== null && 'uuid' in params
      ? params.uuid
      : undefined;
  return typeof uuid === 'string' && parseUuid(uuid) !== undefined
    ? []
    : ['activity_uuid_blank'];
};

/** `blank_user_handle` when the path names no handle. */
export const pathHandleCheck: RequestCheck = (request) => {
  const { params } = request;
  const handle: unknown =
    typeof params === 'object' && params !== null && 'handle' in params
      ? params.handle
      : undefined;
  return typeof handle === 'string' && !isBlank(handle)
    ? []
    : ['blank_user_handle'];
};
