import { reasonOf } from './database.error.js';

describe('reasonOf', () => {
  it.each([
    ['an error', new Error('it rained'), 'it rained'],
    [
      'a host whose addresses all refuse',
      new AggregateError([
        new Error('::1 refused'),
        new Error('127.0.0.1 too'),
      ]),
      '::1 refused, 127.0.0.1 too',
    ],
    ['what is no error', { errno: 54 }, '{ errno: 54 }'],
    ['nothing', undefined, 'undefined'],
  ])('gives a reason for %s', (_, error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });
});
