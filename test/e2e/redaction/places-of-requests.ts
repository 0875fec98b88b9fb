import { type Place, sent, sentByName } from './place.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const inQuery = (query: string): { readonly path: string } => ({
  path: `?${query}`,
});

/** Where a client can put a secret. */
export const PLACES_OF_REQUESTS: readonly Place[] = [
  sent('a header of any name', (secret) => ({ headers: { 'x-note': secret } })),
  sent('the user agent', (secret) => ({ headers: { 'user-agent': secret } })),
  sent('the referer', (secret) => ({
    headers: {
      referer: `https://site.example/a?b=${encodeURIComponent(secret)}`,
    },
  })),
  sent('the origin', (secret) => ({ headers: { origin: secret } })),
  sent('the request id', (secret) => ({ headers: { 'x-request-id': secret } })),
  sent('the accepted language', (secret) => ({
    headers: { 'accept-language': secret },
  })),
  sent('X-Ray’s trace header', (secret) => ({
    headers: {
      'x-amzn-trace-id': `Root=1-5759e988-bd862e3fe1be46a994272793;Note=${secret}`,
    },
  })),
  sent('the baggage', (secret) => ({
    headers: { baggage: `note=${encodeURIComponent(secret)}` },
  })),
  sent('a query parameter', (secret) =>
    inQuery(`a=1&note=${encodeURIComponent(secret)}&b=2`),
  ),
  sent('a query parameter inside another', (secret) =>
    inQuery(`next=${encodeURIComponent(`/a?b=${encodeURIComponent(secret)}`)}`),
  ),
  sent('the name of a query parameter', (secret) =>
    inQuery(`${encodeURIComponent(secret)}=1`),
  ),
  sent('a query without names', (secret) =>
    inQuery(encodeURIComponent(secret)),
  ),
  sent('a segment of the path', (secret) => ({
    path: `/${encodeURIComponent(secret)}`,
  })),
  sent('a body of JSON', (secret) => ({
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ deep: [{ note: secret }] }),
  })),
  sent('a body that is no JSON', (secret) => ({
    method: 'POST',
    headers: JSON_TYPE,
    body: `{"note": ${secret}`,
  })),
  sent('a body of an unknown type', (secret) => ({
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: secret,
  })),
  sentByName('Authorization', (secret) => ({
    headers: { authorization: `Digest username="worf", response="${secret}"` },
  })),
  sentByName('Proxy-Authorization', (secret) => ({
    headers: { 'proxy-authorization': secret },
  })),
  sentByName('Cookie', (secret) => ({
    headers: { cookie: `theme=dark; sid=${secret}; a=b` },
  })),
  sentByName('X-Api-Key', (secret) => ({ headers: { 'x-api-key': secret } })),
  sentByName('X-Honeycomb-Team', (secret) => ({
    headers: { 'x-honeycomb-team': secret },
  })),
  sentByName('tracestate', (secret) => ({
    headers: {
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: `vendor=1,token=${secret}`,
    },
  })),
  sentByName('a query parameter’s value', (secret) =>
    inQuery(`limit=2&access_token=${secret}`),
  ),
  sentByName('a nested query parameter', (secret) =>
    inQuery(`user%5Bpassword%5D=${secret}`),
  ),
  sentByName('a query parameter that is encoded', (secret) =>
    inQuery(`%61pi%5Fkey=${secret}`),
  ),
  sentByName('an answer of OAuth', (secret) =>
    inQuery(`code=${secret}&state=af0ifjsldkj`),
  ),
  sentByName('JSON in a query', (secret) =>
    inQuery(`filter=${encodeURIComponent(JSON.stringify({ token: secret }))}`),
  ),
  sentByName('a redirect in a query', (secret) =>
    inQuery(`next=${encodeURIComponent(`https://a.example/?token=${secret}`)}`),
  ),
  sentByName('the referer’s query', (secret) => ({
    headers: { referer: `https://site.example/?session=${secret}` },
  })),
  sentByName('a field of the body', (secret) => ({
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ user: [{ newPassword: secret }] }),
  })),
  sentByName('a field of a form', (secret) => ({
    method: 'POST',
    headers: FORM_TYPE,
    body: `a=b&password=${secret}`,
  })),
  sentByName('a parameter of a name of one’s own', (secret) =>
    inQuery(`customerIBAN=${secret}`),
  ),
];
