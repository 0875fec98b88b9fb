import { format, FormatError } from './format.js';

/** Reads an absolute http(s) URL without credentials. */
function parseHttpUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:\/\//i.test(text)) {
    throw new FormatError('is not a URL that begins with http:// or https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new FormatError(
      'has a user or password in the URL',
      'remove everything before the @',
    );
  }
  return url;
}

/** An http(s) URL, without the slash that ends a bare origin. */
export const endpoint = format((text) => {
  const url = parseHttpUrl(text);
  return url.pathname === '/' && url.search === '' ? url.origin : url.href;
});

/** A web origin (RFC 6454): scheme, host and port. A slash at the end is forgiven. */
export const origin = format((text) => {
  const url = parseHttpUrl(text);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new FormatError('has more than scheme, host and port');
  }
  return url.origin;
});

/**
 * The general OTLP endpoint, to which the path of the signal is added.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp
 */
export const otlpBaseUrl = format((text) => {
  const url = parseHttpUrl(text);
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith('/v1/traces')) {
    throw new FormatError(
      'ends in /v1/traces, which is added to it',
      'set it without /v1/traces, or set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, which is used as it is',
    );
  }
  url.pathname = `${path}/v1/traces`;
  return url.href;
});

/** Where Rollbar items are posted, as rollbar.js takes it; an origin alone gets `/api/1/item/`. */
export const rollbarItemUrl = format((text) => {
  const url = parseHttpUrl(text);
  if (url.pathname === '/') {
    url.pathname = '/api/1/item/';
  }
  return url.href;
});

/** A PostgreSQL connection URI. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
export const postgresUrl = format((text) => {
  if (!/^postgres(ql)?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new FormatError(
      'is not a URL that begins with postgres:// or postgresql://',
      'set it to postgresql://user:password@host:5432/database (percent-encode what is special in the password), or leave it unset for the embedded database',
    );
  }
  return text;
});
