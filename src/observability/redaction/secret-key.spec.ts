import { isSecretKey } from './secret-key.js';

describe('isSecretKey', () => {
  it.each([
    'password',
    'Password',
    'new_password',
    'newPassword',
    'PASSWD',
    'secret',
    'client_secret',
    'clientSecret',
    'token',
    'refresh_token',
    'refreshToken',
    'X-Access-Token',
    'authorization',
    'Proxy-Authorization',
    'cookie',
    'set-cookie',
    'apiKey',
    'api_key',
    'x-api-key',
    'X-Amz-Security-Token',
    'X-Amz-Signature',
    'accessKeyId',
    'private_key',
    'credentials',
    'session',
    'sessionId',
    'connect.sid',
    'PHPSESSID',
    'x-honeycomb-team',
    'jwt',
    'id_jwt',
    'otp',
    'smsOtp',
    'pin',
    'card_pin',
    'user[password]',
    'x-honeycomb-team-api-key',
    'pa_ss_wo_rd',
  ])('takes %s for a secret', (key) => {
    expect(isSecretKey(key)).toBe(true);
  });

  it.each([
    'message',
    'ttl',
    'handle',
    'shipping',
    'spinner',
    'footprint',
    'author',
    'compass',
    'trace_id',
    'span_id',
    'xray_trace_id',
    'route',
    'status',
    'key',
    '',
  ])('lets %s pass', (key) => {
    expect(isSecretKey(key)).toBe(false);
  });
});
