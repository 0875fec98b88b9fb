/** A code of Node's, undici's or OpenSSL's: few, and without anything of the request in them. */
const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;

/**
 * `error.type` of a call that was not answered to its end: `ECONNREFUSED`, `UND_ERR_SOCKET`, `AbortError`, `TimeoutError`
 * (also where a timeout signal aborted), else the name of the error. Never throws.
 */
export function errorTypeOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) {
      return '_OTHER';
    }
    if (error.name === 'AbortError') {
      return error.cause instanceof Error && error.cause.name === 'TimeoutError'
        ? 'TimeoutError'
        : 'AbortError';
    }
    const code: unknown = Reflect.get(error, 'code');
    return typeof code === 'string' && CODE.test(code) ? code : error.name;
  } catch {
    return '_OTHER';
  }
}
