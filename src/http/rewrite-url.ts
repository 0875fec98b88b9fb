/**
 * Two spellings of API paths that the router would not match, in the form that it does; for Fastify's `rewriteUrl`.
 * - `/%40name` is `/@name`: clients that percent-encode a path segment write the first and mean the second, and the
 *   router does not decode `@`, which RFC 3986 counts among the reserved characters.
 * - An empty segment, as in `/api/activities//reply`, becomes a blank one (`%20`): the router takes no empty parameter,
 *   and the endpoint is to say what is missing.
 */
export function rewriteUrl(request: { url?: string | undefined }): string {
  const url = request.url ?? '/';
  if (!url.startsWith('/api/')) return url;
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const rewritten = path.replaceAll('/%40', '/@').replaceAll('//', '/%20/');
  return mark === -1 ? rewritten : rewritten + url.slice(mark);
}
