import { redactText } from './redact-text.js';

function messageOfJson(text: string): string {
  try {
    JSON.parse(text);
    return 'parsed';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('what libraries repeat of their input', () => {
  it.each([
    [
      'Failed query: insert into users values ($1, $2)\nparams: worf,hunter2',
      'Failed query: insert into users values ($1, $2)\nparams: [redacted]',
    ],
    [
      'DrizzleQueryError: Failed query: select $1\nparams: a\nb: hunter2\n    at run (/app/x.js:1:2)',
      'DrizzleQueryError: Failed query: select $1\nparams: [redacted]\n    at run (/app/x.js:1:2)',
    ],
    [
      'Key (handle)=(worf) already exists.',
      'Key (handle)=([redacted]) already exists.',
    ],
    [
      'Key (user_uuid)=(a) b) is not present in table "users".',
      'Key (user_uuid)=([redacted]) is not present in table "users".',
    ],
    [
      'Failing row contains (1, worf, hunter2).',
      'Failing row contains ([redacted])',
    ],
    [
      'invalid input syntax for type uuid: "hunter2"',
      'invalid input syntax for type uuid: "[redacted]"',
    ],
  ])('%j becomes %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  it('what was replaced by the database before stays as it is', () => {
    const text = 'invalid input syntax for type uuid: "?"';
    expect(redactText(text)).toBe(text);
  });

  it.each([
    'hunter2',
    '{"a":hunter2}',
    `{"a":"${'x'.repeat(100)}" hunter2 ${'y'.repeat(100)}`,
  ])('a parser of JSON shows nothing of %j', (text) => {
    const message = messageOfJson(text);
    expect(message).toContain('JSON');
    expect(redactText(message)).not.toContain('unter');
  });

  it.each([
    'Key (a)=(',
    'Failing row contains (',
    'invalid input syntax for type a: "',
    '\nparams: ',
    '" is not valid JSON',
    '"',
  ])('takes linear time for a megabyte of %j', (piece) => {
    const text = `${piece.repeat(1_000_000 / piece.length)} is not valid JSON: `;
    const startedAt = performance.now();
    redactText(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
