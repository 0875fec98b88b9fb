import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error.js';

/** How far a signature's time may be off, milliseconds (AWS IAM user guide, "Signature Version 4": five minutes). */
const MAX_SKEW_MS = 5 * 60 * 1_000;

/** Services as a signature's scope names them. */
export type SignedService = 'logs' | 'xray';

/**
 * Checks that a request carries a well-formed AWS Signature Version 4 in its
 * headers: all parts of `Authorization`, a scope for this service, a date that
 * agrees and is of now, and the headers that must be signed. The signature's
 * own value is not computed: the secret is not known here.
 *
 * @throws AwsError as AWS's front end would answer.
 */
export function checkSignature(
  headers: IncomingHttpHeaders,
  service: SignedService,
): void {
  const { authorization } = headers;
  if (authorization === undefined || authorization.trim() === '') {
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'signature.missing',
      'Request is missing Authentication Token',
    );
  }
  const parts = readParts(authorization);
  const date = headers['x-amz-date'];
  if (typeof date !== 'string') {
    throw incomplete(
      'x-amz-date',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  const signedAt = readDate(date);
  checkScope(parts.credential, date, service);
  for (const header of ['host', 'x-amz-date']) {
    if (!parts.signedHeaders.includes(header)) {
      throw mismatch('signed-headers', `'${header}' must be a signed header.`);
    }
  }
  if (Math.abs(Date.now() - signedAt) > MAX_SKEW_MS) {
    throw mismatch('expired', `Signature expired or not yet valid: ${date}.`);
  }
}

interface Parts {
  readonly credential: readonly string[];
  readonly signedHeaders: readonly string[];
}

function readParts(authorization: string): Parts {
  const scheme = /^AWS4-HMAC-SHA256\s+(.*)$/s.exec(authorization.trim());
  if (!scheme) {
    throw incomplete(
      'scheme',
      'Authorization header must use AWS4-HMAC-SHA256.',
    );
  }
  const fields = new Map(
    (scheme[1] ?? '').split(',').map((part): [string, string] => {
      const [key = '', ...value] = part.trim().split('=');
      return [key, value.join('=')];
    }),
  );
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter(
    (key) => (fields.get(key) ?? '') === '',
  );
  if (missing.length > 0) {
    throw incomplete(
      'parts',
      missing
        .map((key) => `Authorization header requires '${key}' parameter.`)
        .join(' '),
    );
  }
  if (!/^[0-9a-f]{64}$/.test(fields.get('Signature') ?? '')) {
    throw incomplete(
      'value',
      'The Signature must be 64 lower-case hex digits.',
    );
  }
  return {
    credential: (fields.get('Credential') ?? '').split('/'),
    signedHeaders: (fields.get('SignedHeaders') ?? '').split(';'),
  };
}

function readDate(date: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(date);
  const [year, month, day, hour, minute, second] = (match ?? [])
    .slice(1)
    .map(Number);
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined
  ) {
    throw incomplete('x-amz-date', 'Date must be in ISO-8601 basic format.');
  }
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function checkScope(
  credential: readonly string[],
  date: string,
  wanted: SignedService,
): void {
  const [keyId = '', day, region = '', service, end, ...rest] = credential;
  if (end === undefined || rest.length > 0) {
    throw incomplete(
      'credential',
      'Credential must have the form <key id>/<date>/<region>/<service>/aws4_request.',
    );
  }
  if (!/^\w{1,128}$/.test(keyId)) {
    throw new AwsError(
      'UnrecognizedClientException',
      'signature.key-id',
      'The security token included in the request is invalid.',
    );
  }
  if (!/^[a-z]{2,}(?:-[a-z0-9]+)+$/.test(region)) {
    throw mismatch('region', 'Credential should be scoped to a valid region.');
  }
  if (service !== wanted || end !== 'aws4_request') {
    throw mismatch(
      'service',
      `Credential should be scoped to correct service: '${wanted}'.`,
    );
  }
  if (day !== date.slice(0, 8)) {
    throw mismatch(
      'date',
      'Date in Credential scope does not match X-Amz-Date.',
    );
  }
}

function incomplete(rule: string, message: string): AwsError {
  return new AwsError(
    'IncompleteSignatureException',
    `signature.${rule}`,
    message,
  );
}

function mismatch(rule: string, message: string): AwsError {
  return new AwsError(
    'InvalidSignatureException',
    `signature.${rule}`,
    message,
  );
}
