import { redactBeforeCut, redactName } from '../../redaction/index.js';
import { boundedText } from './bounded-text.js';

/** Bytes of the name of a span or an event. */
const MAX_NAME_BYTES = 4096;
/** Bytes of a status' message. */
const MAX_MESSAGE_BYTES = 16_384;

/** A name as vendors take it, without secrets; `unknown` for what is none. */
export function boundedName(name: unknown): string {
  return typeof name === 'string' && name !== ''
    ? boundedText(redactName(name, MAX_NAME_BYTES), MAX_NAME_BYTES)
    : 'unknown';
}

/** What is said of a status, without secrets. */
export function boundedMessage(message: string): string {
  return boundedText(
    redactBeforeCut(message, MAX_MESSAGE_BYTES),
    MAX_MESSAGE_BYTES,
  );
}
