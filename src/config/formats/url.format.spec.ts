import {
  endpoint,
  origin,
  otlpBaseUrl,
  postgresUrl,
  rollbarItemUrl,
} from './url.format.js';

describe('URL formats', () => {
  it.each([
    ['origin', origin, 'https://App.example.com/', 'https://app.example.com'],
    ['origin', origin, 'http://localhost:3000', 'http://localhost:3000'],
    ['endpoint', endpoint, 'http://127.0.0.1:4569/', 'http://127.0.0.1:4569'],
    ['endpoint', endpoint, 'https://host/a/b?c=d', 'https://host/a/b?c=d'],
    ['OTLP base', otlpBaseUrl, 'http://c:4318', 'http://c:4318/v1/traces'],
    ['OTLP base', otlpBaseUrl, 'http://c/otlp/', 'http://c/otlp/v1/traces'],
    ['Rollbar', rollbarItemUrl, 'http://r:4570', 'http://r:4570/api/1/item/'],
    ['Rollbar', rollbarItemUrl, 'https://r/x/item/', 'https://r/x/item/'],
    ['Postgres', postgresUrl, 'postgres://u:p@h/d', 'postgres://u:p@h/d'],
    [
      'Postgres',
      postgresUrl,
      'postgresql:///d?host=/run',
      'postgresql:///d?host=/run',
    ],
  ])('%s: reads %#', (_, schema, text, expected) => {
    expect(schema.parse(text)).toBe(expected);
  });

  it.each([
    ['origin', origin, 'https://app.example.com/path'],
    ['origin', origin, '*'],
    ['origin', origin, 'localhost:3000'],
    ['endpoint', endpoint, 'ftp://host'],
    ['endpoint', endpoint, 'https:host'],
    ['endpoint', endpoint, 'https://user:pass@host'],
    ['OTLP base', otlpBaseUrl, 'http://c:4318/v1/traces/'],
    ['Rollbar', rollbarItemUrl, 'api.rollbar.com/api/1/item/'],
    ['Postgres', postgresUrl, 'mysql://u:p@h/d'],
    ['Postgres', postgresUrl, 'postgres:d'],
  ])('%s: refuses %#', (_, schema, text) => {
    expect(schema.safeParse(text).success).toBe(false);
  });
});
