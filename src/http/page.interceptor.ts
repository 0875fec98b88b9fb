import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Page } from './page.js';

/**
 * Answers with the body of a page alone, as clients that know nothing of paging expect, and names the next page in a
 * `Link: <…>; rel="next"` header (RFC 8288) with a reference relative to the request.
 */
@Injectable()
export class PageInterceptor<Body> implements NestInterceptor<
  Page<Body>,
  Body
> {
  intercept(
    context: ExecutionContext,
    handler: CallHandler<Page<Body>>,
  ): Observable<Body> {
    return handler.handle().pipe(
      map((page) => {
        if (page.next !== undefined) {
          const http = context.switchToHttp();
          const { url } = http.getRequest<FastifyRequest>();
          http
            .getResponse<FastifyReply>()
            .header('link', `<${withBefore(url, page.next)}>; rel="next"`);
        }
        return page.body;
      }),
    );
  }
}

function withBefore(url: string, before: string): string {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  query.set('before', before);
  return `${encodeURI(decodeURI(path))}?${query.toString()}`;
}
