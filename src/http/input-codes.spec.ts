import { orderedCodes } from './input-codes.js';
import { InvalidInputException } from './invalid-input.exception.js';

describe('input codes', () => {
  it('stand in the order of the contract, once each', () => {
    expect(
      orderedCodes([
        'user_handle_blank',
        'ttl_blank',
        'message_blank',
        'ttl_blank',
      ]),
    ).toEqual(['message_blank', 'ttl_blank', 'user_handle_blank']);
  });

  it('leave out what is no code', () => {
    expect(orderedCodes(['Invalid input', 'limit_invalid'])).toEqual([
      'limit_invalid',
    ]);
  });

  it('are the whole body of a 422', () => {
    const exception = new InvalidInputException(['message_blank']);
    expect(exception.getStatus()).toBe(422);
    expect(exception.getResponse()).toEqual(['message_blank']);
  });
});
