import type { FastifyRequest } from 'fastify';

/** Source: OpenTelemetry semantic conventions for HTTP spans, "Name": `HTTP` where the method is unknown. */
export function spanNameOf(method: string, route: string | undefined): string {
  const shown = method === '_OTHER' ? 'HTTP' : method;
  return route === undefined ? shown : `${shown} ${route}`;
}

/** The template of the route that matched; undefined where none did. */
export function routeOf(request: FastifyRequest): string | undefined {
  const { url } = request.routeOptions;
  return request.is404 || url === undefined || url === '*' ? undefined : url;
}
