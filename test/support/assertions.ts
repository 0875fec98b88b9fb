/**
 * Asserts that a value is what is expected.
 *
 * @param surroundings shown beside the difference
 */
export function assertEqual(
  actual: unknown,
  expected: unknown,
  surroundings: string,
): void {
  within(surroundings, () => {
    expect(actual).toEqual(expected);
  });
}

/**
 * Asserts that an object has all that is expected, whatever else it has.
 *
 * @param surroundings shown beside the difference
 */
export function assertMatches(
  actual: unknown,
  expected: object,
  surroundings: string,
): void {
  within(surroundings, () => {
    expect(actual).toMatchObject(expected);
  });
}

function within(surroundings: string, assertion: () => void): void {
  try {
    assertion();
  } catch (error) {
    if (error instanceof Error) {
      error.message = `${error.message}\n\n${surroundings}\n`;
    }
    throw error;
  }
}
