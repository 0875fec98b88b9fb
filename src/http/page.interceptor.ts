import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { NoTrace } from '../observability/index.js';
import type { Page } from './page.js';

/**
 * Answers with the body of a page alone, as clients that know nothing of paging expect, and names the next page in a
 * `Link: <…>; rel="next"` header (RFC 8288). The reference is a query alone (RFC 3986, section 5.3): it keeps the path
 * that the client asked for, which behind a proxy that strips a prefix is not the path that arrives here.
 */
@NoTrace()
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
            .header('link', `<?${queryWith(url, page.next)}>; rel="next"`);
        }
        return page.body;
      }),
    );
  }
}

function queryWith(url: string, before: string): string {
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  query.set('before', before);
  return query.toString();
}
