import { applicationOrigin } from './application-origin.js';
import { FREE_PORTS, sandboxOptionsFrom, startSandbox } from './index.js';

const REFUSED = {
  name: 'SandboxStartError',
  code: 'INVALID_APPLICATION_URL',
  message: expect.stringContaining('SANDBOX_APP_URL'),
};

describe('applicationOrigin', () => {
  it.each([
    ['http://localhost:4567', 'http://localhost:4567'],
    ['http://localhost:4567/api/activities?x=1#y', 'http://localhost:4567'],
    ['https://127.0.0.1', 'https://127.0.0.1'],
    ['http://127.1:80/', 'http://127.0.0.1'],
    ['HTTP://App.LocalHost:1', 'http://app.localhost:1'],
    ['http://[::1]:4567', 'http://[::1]:4567'],
    ['http://user:secret@localhost:4567', 'http://localhost:4567'],
  ])('reads %s as %s', (url, origin) => {
    expect(applicationOrigin(url)).toBe(origin);
  });

  it.each([
    'http://example.com',
    'http://localhost.example.com',
    'http://localhost@example.com',
    'http://0.0.0.0:4567',
    'http://169.254.169.254/latest/meta-data',
    'ftp://localhost',
    'file:///etc/passwd',
    'localhost:4567',
    '4567',
    '',
  ])('refuses %j', (url) => {
    expect(() => applicationOrigin(url)).toThrow(
      expect.objectContaining(REFUSED),
    );
  });
});

describe('where the console’s calls go', () => {
  it.each([
    [' http://localhost:4567/ ', 'http://localhost:4567'],
    ['', undefined],
    [undefined, undefined],
  ])('is read from SANDBOX_APP_URL=%j as %j', (url, origin) => {
    const options = sandboxOptionsFrom({ SANDBOX_APP_URL: url });
    expect(options.applicationUrl).toBe(origin);
  });

  it('is never another machine, whoever tells', async () => {
    expect(() =>
      sandboxOptionsFrom({ SANDBOX_APP_URL: 'http://example.com' }),
    ).toThrow(expect.objectContaining(REFUSED));
    const sandbox = await startSandbox({ ports: FREE_PORTS });
    try {
      expect(() => sandbox.callsGoTo('http://example.com')).toThrow(
        expect.objectContaining(REFUSED),
      );
    } finally {
      await sandbox.close();
    }
  });
});
