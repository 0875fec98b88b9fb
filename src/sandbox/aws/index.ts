export { AwsError, invalid } from './aws-error.js';
export { checkSignature } from './signature.js';
