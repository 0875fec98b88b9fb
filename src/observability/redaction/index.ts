export { bigintText } from './bigint-text.js';
export { cutText } from './cut-text.js';
export { REDACTED, WITHHELD } from './marks.js';
export { redactHeaders } from './redact-headers.js';
export { redactText } from './redact-text.js';
export { redactUrl } from './redact-url.js';
export { redactValue } from './redact-value.js';
export { isSecretKey } from './secret-key.js';
