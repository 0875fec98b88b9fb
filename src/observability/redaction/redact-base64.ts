import { REDACTED } from './marks.js';

/** Runs of base64, whole. The look-behind lets each be tried once, so that time stays linear. */
const RUN = /(?<![\w+/.-])[A-Za-z0-9+/]{40,76}(?![\w+/=-])/g;

/** An AWS secret access key. Source: IAM user guide, "Manage access keys for IAM users"; its form is nothing but base64. */
const AWS_SECRET_LENGTH = 40;
/** Words near which 40 characters of base64 are taken for one, and how near. */
const NAMED = /secret|aws|access.?key|\[redacted\]/i;
const NEAR = 80;

/** Lines of PEM and of OpenSSH keys. Source: RFC 7468, 2; RFC 4648, 3.1 (MIME); OpenSSH, PROTOCOL.key. */
const LINE_LENGTHS: ReadonlySet<number> = new Set([64, 70, 76]);

/**
 * Takes out what is known by nothing but its length and where it stands: AWS secret access keys in a text that names them,
 * and lines of a PEM block whose beginning is not there. Digests in hexadecimal stay.
 */
export function redactBase64(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  let before = '';
  const add = (piece: string): void => {
    pieces.push(piece);
    before = (before + piece.slice(-NEAR)).slice(-NEAR);
  };
  for (const { index, 0: run } of text.matchAll(RUN)) {
    add(text.slice(at, index));
    at = index + run.length;
    const isSecret =
      !isDigest(run) &&
      (LINE_LENGTHS.has(run.length) ||
        (run.length === AWS_SECRET_LENGTH && NAMED.test(before)));
    add(isSecret ? REDACTED : run);
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(at);
}

/** Hexadecimal, or a word: keys have digits and letters of both cases. */
function isDigest(run: string): boolean {
  return (
    /^(?:[\da-f]+|[\dA-F]+)$/.test(run) ||
    !/\d/.test(run) ||
    !/[a-z]/.test(run) ||
    !/[A-Z]/.test(run)
  );
}
