/** Stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Stands for a value that could not be read safely, and so was not sent at all. */
export const WITHHELD = '[withheld]';
