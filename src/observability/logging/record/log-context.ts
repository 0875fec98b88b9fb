import { redactText } from '../../redaction/index.js';

/** Characters of a context: a class' name, or whatever a call's last string happens to be. */
const MAX_LENGTH = 1024;

/** A context as a line may carry it: without secrets, and bounded. */
export function logContext(context: string): string {
  return redactText(context, MAX_LENGTH);
}
