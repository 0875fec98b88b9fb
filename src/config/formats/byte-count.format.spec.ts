import { byteCount } from './byte-count.format.js';

const bytes = byteCount(1024, 1_073_741_824);

describe('a number of bytes', () => {
  it.each([
    ['1024', 1024],
    ['67108864', 67_108_864],
    ['1073741824', 1_073_741_824],
  ])('reads %s', (text, expected) => {
    expect(bytes.parse(text)).toBe(expected);
  });

  it.each([
    ['64MiB', 'is not a plain number of bytes', '67108864'],
    ['64 mb', 'is not a plain number of bytes', '67108864'],
    ['1g', 'is not a plain number of bytes', '1073741824'],
    ['1e6', 'is not a plain number of bytes', undefined],
    ['67_108_864', 'is not a plain number of bytes', undefined],
    ['-1', 'is not a plain number of bytes', undefined],
    ['1023', 'is below 1024', undefined],
    ['1073741825', 'is above 1073741824', undefined],
    ['9'.repeat(40), 'is not a whole number', undefined],
  ])('refuses %s', (text, problem, remedy) => {
    const [issue] = bytes.safeParse(text).error?.issues ?? [];
    expect(issue?.message).toBe(problem);
    expect(
      issue?.code === 'custom' ? issue.params?.['remedy'] : undefined,
    ).toEqual(
      remedy === undefined ? undefined : `write it in bytes: ${remedy}`,
    );
  });
});
