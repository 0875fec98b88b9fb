export { AwsError, type AwsErrorType, invalid } from './aws-error.js';
export { checkSignature } from './signature.js';
