import { format, inspect } from 'node:util';
import { Secret } from './secret.js';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it('gives its value when asked', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  it.each([
    ['String()', String(secret)],
    ['concatenation', ['a', secret].join('')],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ deep: [secret] }, { depth: 9, showHidden: true })],
    [
      'console formatting',
      format('%s %o %O %j', secret, secret, secret, secret),
    ],
    ['its own keys', JSON.stringify(Reflect.ownKeys(secret))],
    ['a structured clone', inspect(structuredClone(secret))],
  ])('keeps it from %s', (_, rendering) => {
    expect(rendering).not.toContain('hunter2');
  });
});
