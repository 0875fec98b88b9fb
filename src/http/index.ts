export {
  ActingUser,
  actAs,
  type ActingUserIdentity,
} from './acting-user.decorator.js';
export { AlsoCheck } from './also-check.interceptor.js';
export { parseHandle } from './handle.js';
export { HttpModule } from './http.module.js';
export { IdentifyUserInterceptor } from './identify-user.interceptor.js';
export type { InputCode } from './input-codes.js';
export { InvalidInputException } from './invalid-input.exception.js';
export { jsonBody } from './json-body.schema.js';
export { messageSchema } from './message.schema.js';
export { PageInterceptor } from './page.interceptor.js';
export { pageFields, pageSchema, type PageRequest } from './page.schema.js';
export { cutPage, type Page } from './page.js';
export {
  actingUserCheck,
  activityUuidCheck,
  pathHandleCheck,
} from './request-checks.js';
export { rewriteUrl } from './rewrite-url.js';
export { isBlank, storable } from './text.js';
export { formatTimestamp } from './timestamp.js';
export { parseUuid } from './uuid.js';
export { refuseUnknownExpectations } from './unknown-expectations.js';
