import { hostPatterns } from './host-patterns.format.js';

describe('hosts with wildcards', () => {
  it.each([
    ['api.example.com', ['api.example.com']],
    [' *.internal , localhost:8080,', ['*.internal', 'localhost:8080']],
    ['[::1]:80, 10.0.*', ['[::1]:80', '10.0.*']],
    ['*', ['*']],
  ])('reads %s', (text, patterns) => {
    expect(hostPatterns.parse(text)).toEqual(patterns);
  });

  it.each([
    [',', 'names no host'],
    ['https://api.example.com', 'has a scheme'],
    ['user@host', 'has a scheme, a path or credentials'],
    ['a b', 'has a character that no host has'],
    ['a:b', 'has a character that no host has'],
  ])('refuses %s', (text, problem) => {
    expect(hostPatterns.safeParse(text).error?.issues[0]?.message).toContain(
      problem,
    );
  });
});
